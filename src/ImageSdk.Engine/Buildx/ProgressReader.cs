using System.Text;
using System.Text.Json;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Reads what buildx writes to its standard error with <c>--progress=rawjson</c>: a JSON object a line (BuildKit's
/// <c>client.SolveStatus</c>), and after a failure plain text (which comes from buildx).
/// </summary>
internal abstract class ProgressReader
{
    private readonly StringBuilder _text = new();

    /// <summary>The lines that are not JSON: what buildx says after a failure.</summary>
    public string Text => _text.ToString();

    /// <summary>Guards everything that lines change, since other threads ask about running steps.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Takes one line.</summary>
    public void Read(string line)
    {
        lock (Gate)
        {
            if (line.Length == 0 || line[0] != '{')
            {
                _text.AppendLine(line);
                return;
            }

            try
            {
                using var document = JsonDocument.Parse(line);
                ForEach(document.RootElement, "vertexes", ReadVertex);
                ForEach(document.RootElement, "statuses", ReadStatus);
                ForEach(document.RootElement, "logs", ReadLog);
            }
            catch (Exception e) when (e is
                JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
            {
                // After a failure also a line of an answer that buildx quotes can look like JSON.
                _text.AppendLine(line);
            }
        }
    }

    /// <summary>Takes a vertex (<c>client.Vertex</c>) as it is at one moment.</summary>
    public abstract void ReadVertex(JsonElement element);

    /// <summary>Takes how far something is that a vertex transfers (<c>client.VertexStatus</c>).</summary>
    public abstract void ReadStatus(JsonElement element);

    /// <summary>Takes output of a vertex (<c>client.VertexLog</c>).</summary>
    public abstract void ReadLog(JsonElement element);

    /// <summary>Reports running steps. To be called now and then, on any thread.</summary>
    public abstract void ReportRunning();

    private static void ForEach(JsonElement root, string name, Action<JsonElement> read)
    {
        if (!root.TryGetProperty(name, out var items)) return;

        foreach (var item in items.EnumerateArray()) read(item);
    }
}
