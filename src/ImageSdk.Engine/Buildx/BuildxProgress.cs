using System.Text;
using System.Text.Json;
using ImageSdk.Records;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Reads what <c>docker buildx build --progress=rawjson</c> writes to its standard error: a JSON object a line, and after a
/// failure plain text (BuildKit's <c>client.SolveStatus</c>; the text comes from buildx).
/// </summary>
/// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
/// <param name="clock">Tells how long a step is running: the engine's clock can be another one.</param>
internal sealed class BuildxProgress(Action<StepProgress> report, TimeProvider? clock = null)
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
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
        lock (_lock)
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
                if (root.TryGetProperty("vertexes", out var vertices))
                    foreach (var vertex in vertices.EnumerateArray()) ReadVertex(vertex);
                if (root.TryGetProperty("statuses", out var statuses))
                    foreach (var status in statuses.EnumerateArray()) ReadStatus(status);
                if (root.TryGetProperty("logs", out var logs)) foreach (var log in logs.EnumerateArray()) ReadLog(log);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
                or ArgumentException)
            {
                // After a failure also a line of an answer that buildx quotes can look like JSON.
                _text.AppendLine(line);
            }
        }
    }

    /// <summary>
    /// Reports the step that has been running longest, housekeeping too. To be called now and then, on any thread.
    /// </summary>
    public void ReportRunning()
    {
        lock (_lock)
        {
            var running = _vertices.Values.Where(v => v.IsRunning).OrderBy(v => v.Started).ToList();
            if (running.Count > 0)
            {
                report(running[0].Progress(StepState.Running,
                    _clock.GetElapsedTime(running[0].Started!.Value)) with { Others = running.Count - 1 });
            }
        }
    }

    /// <summary>The registries that BuildKit may be waiting for at this moment: none while it runs a command.</summary>
    public IReadOnlyList<string> RegistriesInUse(BuildxRequest request)
    {
        lock (_lock)
        {
            var running = _vertices.Values.Where(v => v.IsRunning).ToList();
            return running.Exists(v => v.IsCommand) ? []
                : running.Exists(v => v.IsExport) ? request.PushRegistries
                : running.Exists(v => v.IsImport) ? request.PullRegistries
                : [];
        }
    }

    private void ReadVertex(JsonElement element)
    {
        var vertex = VertexOf(element.GetProperty("digest").GetString()!);
        vertex.Name = element.TryGetProperty("name", out var name) ? name.GetString() ?? vertex.Name : vertex.Name;
        var cached = element.TryGetProperty("cached", out var flag) && flag.GetBoolean();

        if (element.TryGetProperty("error", out var error) && error.GetString() is { Length: > 0 } text)
        {
            // Steps that were running beside the failing one are reported as cancelled; a cache that is not there yet is no
            // error.
            if (!text.Contains("context canceled", StringComparison.Ordinal)) Failed = vertex;
            vertex.Ended = true;
            return;
        }

        // A step may run in several pieces, each with its own start and end. The first end counts: the rest is bookkeeping.
        if (vertex.Ended) return;

        var hasStarted = element.TryGetProperty("started", out var start);
        if (element.TryGetProperty("completed", out var completed))
        {
            var end = completed.GetDateTimeOffset();
            End(vertex, end - (hasStarted ? start.GetDateTimeOffset() : end), cached);
        }
        else if (hasStarted && vertex.Started is null)
        {
            vertex.Started = _clock.GetTimestamp();
            if (vertex.IsCommand || vertex.IsExport) report(vertex.Progress(StepState.Started, TimeSpan.Zero));
        }
    }

    private void End(Vertex vertex, TimeSpan elapsed, bool cached)
    {
        vertex.Ended = true;
        if (vertex.IsStep) _steps.Add(new BuildStep(vertex.Name, Math.Round(elapsed.TotalSeconds, 3), cached));
        if (vertex.IsStep || vertex.IsExport) report(vertex.Progress(StepState.Ended, elapsed) with { Cached = cached });
    }

    private void ReadStatus(JsonElement element) => VertexOf(element.GetProperty("vertex").GetString()!).SetBytes(
        element.GetProperty("id").GetString()!,
        element.TryGetProperty("current", out var current) ? current.GetInt64() : 0,
        element.TryGetProperty("total", out var total) ? total.GetInt64() : 0);

    private void ReadLog(JsonElement element) =>
        VertexOf(element.GetProperty("vertex").GetString()!).Append(element.GetProperty("data").GetBytesFromBase64());

    private Vertex VertexOf(string digest)
    {
        if (!_vertices.TryGetValue(digest, out var vertex)) _vertices.Add(digest, vertex = new Vertex());
        return vertex;
    }
}
