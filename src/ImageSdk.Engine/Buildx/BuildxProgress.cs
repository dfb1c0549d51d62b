using System.Text.Json;
using ImageSdk.Records;

namespace ImageSdk.Engine.Buildx;

/// <summary>The progress of one build: its steps, and what <see cref="BuildxFailure"/> needs of the one that failed.</summary>
/// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
/// <param name="clock">Tells how long a step is running: the engine's clock can be another one.</param>
internal sealed class BuildxProgress(Action<StepProgress> report, TimeProvider? clock = null) : ProgressReader
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Dictionary<string, Vertex> _vertices = new(StringComparer.Ordinal);
    private readonly List<BuildStep> _steps = [];

    /// <summary>The steps that ended, in that order, without BuildKit's own housekeeping.</summary>
    public IReadOnlyList<BuildStep> Steps
    {
        get
        {
            lock (Gate) return [.. _steps];
        }
    }

    /// <summary>The name of the step that failed, or null.</summary>
    public string? FailedStep => Failed?.Name;

    /// <summary>BuildKit's key of the step that failed, or null.</summary>
    public string? FailedVertex => Failed?.Digest;

    /// <summary>The last lines of output of the step that failed.</summary>
    public IReadOnlyList<string> FailedOutput => Failed?.Output() ?? [];

    /// <summary>The digests of the image that was exported so far.</summary>
    public ExportedDigests Exported { get; } = new();

    /// <summary>Whether the image is where it was to go. Caches may still be on their way.</summary>
    public bool HasExportedImage { get; private set; }

    /// <summary>
    /// Whether BuildKit has answered that everything went well: buildx then asks for the provenance of its metadata file.
    /// </summary>
    public bool HasSolved { get; private set; }

    private Vertex? Failed { get; set; }

    /// <inheritdoc />
    public override void ReportRunning()
    {
        lock (Gate)
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
        lock (Gate)
        {
            var running = _vertices.Values.Where(v => v.IsRunning).ToList();
            return running.Exists(v => v.IsCommand) ? []
                : running.Exists(v => v.IsExport) ? request.PushRegistries
                : running.Exists(v => v.IsImport) ? request.PullRegistries
                : [];
        }
    }

    /// <inheritdoc />
    public override void ReadVertex(JsonElement element) =>
        ReadVertex(element, element.TryGetProperty("name", out var name) ? name.GetString() : null);

    /// <summary>Takes a vertex under another name than it has in the line.</summary>
    public void ReadVertex(JsonElement element, string? name)
    {
        lock (Gate) Change(element, name);
    }

    /// <inheritdoc />
    public override void ReadStatus(JsonElement element)
    {
        lock (Gate)
        {
            var vertex = VertexOf(element.GetProperty("vertex").GetString()!);
            var id = element.GetProperty("id").GetString()!;
            vertex.SetBytes(
                id,
                element.TryGetProperty("current", out var current) ? current.GetInt64() : 0,
                element.TryGetProperty("total", out var total) ? total.GetInt64() : 0);
            if (vertex.IsExport) Exported.Read(id);
        }
    }

    /// <inheritdoc />
    public override void ReadLog(JsonElement element)
    {
        lock (Gate) VertexOf(element.GetProperty("vertex").GetString()!).Append(element.GetProperty("data").GetBytesFromBase64());
    }

    private void Change(JsonElement element, string? name)
    {
        var vertex = VertexOf(element.GetProperty("digest").GetString()!);
        vertex.Name = name ?? vertex.Name;
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
            HasSolved |= vertex.IsProvenance;
            if (vertex.IsCommand || vertex.IsExport) report(vertex.Progress(StepState.Started, TimeSpan.Zero));
        }
    }

    private void End(Vertex vertex, TimeSpan elapsed, bool cached)
    {
        vertex.Ended = true;
        HasExportedImage |= vertex.IsImageExport;
        HasSolved |= vertex.IsProvenance;
        if (vertex.IsStep) _steps.Add(new BuildStep(vertex.Name, Math.Round(elapsed.TotalSeconds, 3), cached));
        if (vertex.IsStep || vertex.IsExport) report(vertex.Progress(StepState.Ended, elapsed) with { Cached = cached });
    }

    private Vertex VertexOf(string digest)
    {
        if (!_vertices.TryGetValue(digest, out var vertex)) _vertices.Add(digest, vertex = new Vertex(digest));
        return vertex;
    }
}
