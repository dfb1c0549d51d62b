using System.Buffers;
using System.Text;
using System.Text.Json;
using ImageSdk.Records;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Reads what <c>docker buildx build --progress=rawjson</c> writes to its standard error: a JSON object a line, and after a
/// failure plain text (BuildKit's <c>client.SolveStatus</c>; the text comes from buildx).
/// </summary>
internal sealed class BuildxProgress(Action<BuildStep> stepEnded)
{
    /// <summary>How many of the last output lines of a step are kept for an error message.</summary>
    private const int LogLinesKept = 20;

    private readonly Dictionary<string, Vertex> _vertices = new(StringComparer.Ordinal);
    private readonly List<BuildStep> _steps = [];
    private readonly StringBuilder _text = new();

    /// <summary>The steps that ended, in that order, without BuildKit's own housekeeping.</summary>
    public IReadOnlyList<BuildStep> Steps => _steps;

    /// <summary>The lines that are not JSON: what buildx says after a failure.</summary>
    public string Text => _text.ToString();

    /// <summary>The name of the step that failed, or null.</summary>
    public string? FailedStep => Failed?.Name;

    /// <summary>The last lines of output of the step that failed.</summary>
    public IReadOnlyList<string> FailedOutput => Failed?.Output() ?? [];

    private Vertex? Failed { get; set; }

    /// <summary>Takes one line.</summary>
    public void Read(string line)
    {
        if (line.Length == 0 || line[0] != '{')
        {
            _text.AppendLine(line);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.TryGetProperty("vertexes", out var vertices)) foreach (var vertex in vertices.EnumerateArray()) ReadVertex(vertex);
            if (root.TryGetProperty("logs", out var logs)) foreach (var log in logs.EnumerateArray()) ReadLog(log);
        }
        catch (JsonException)
        {
            _text.AppendLine(line);
        }
    }

    private void ReadVertex(JsonElement element)
    {
        var vertex = VertexOf(element.GetProperty("digest").GetString()!);
        vertex.Name = element.TryGetProperty("name", out var name) ? name.GetString()! : vertex.Name;
        var cached = element.TryGetProperty("cached", out var flag) && flag.GetBoolean();

        if (element.TryGetProperty("error", out var error) && error.GetString() is { Length: > 0 } text)
        {
            // Steps that were running beside the failing one are reported as cancelled; a cache that is not there yet is no error.
            if (!text.Contains("context canceled", StringComparison.Ordinal)) Failed = vertex;
            return;
        }

        if (vertex.Ended || !element.TryGetProperty("completed", out var completed)) return;

        // A step may run in several pieces, each with its own start and end. The first end counts: the rest is bookkeeping.
        vertex.Ended = true;
        if (!vertex.Name.StartsWith('[') || vertex.Name.StartsWith("[internal]", StringComparison.Ordinal)) return;

        var started = element.TryGetProperty("started", out var start) ? start.GetDateTimeOffset() : completed.GetDateTimeOffset();
        var step = new BuildStep(vertex.Name, Math.Round((completed.GetDateTimeOffset() - started).TotalSeconds, 3), cached);
        _steps.Add(step);
        stepEnded(step);
    }

    private void ReadLog(JsonElement element) =>
        VertexOf(element.GetProperty("vertex").GetString()!).Append(element.GetProperty("data").GetBytesFromBase64());

    private Vertex VertexOf(string digest)
    {
        if (!_vertices.TryGetValue(digest, out var vertex)) _vertices.Add(digest, vertex = new Vertex());
        return vertex;
    }

    /// <summary>What is known of one step. Its output is kept as bytes: a character may be cut between two pieces.</summary>
    private sealed class Vertex
    {
        private const int BytesKept = 16 * 1024;
        private readonly ArrayBufferWriter<byte> _output = new();

        public string Name { get; set; } = "";

        public bool Ended { get; set; }

        public void Append(byte[] data)
        {
            _output.Write(data);
            if (_output.WrittenCount <= 2 * BytesKept) return;

            var tail = _output.WrittenSpan[^BytesKept..].ToArray();
            _output.ResetWrittenCount();
            _output.Write(tail);
        }

        public IReadOnlyList<string> Output() => Encoding.UTF8.GetString(_output.WrittenSpan)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('\r'))
            .TakeLast(LogLinesKept)
            .ToList();
    }
}
