using System.Diagnostics;
using ImageSdk.Diagnostics;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Buildx;

/// <summary>One image of a batch while the batch runs: completes as soon as the image can be used.</summary>
/// <param name="target">What to build.</param>
/// <param name="time">The time since the batch was started.</param>
internal sealed class BakeTargetRun(BakeTarget target, Stopwatch time)
{
    // A child that waits for this image must not run on the thread that reads buildx's output.
    private readonly TaskCompletionSource<BuildxResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What to build.</summary>
    public BuildxRequest Request { get; } = target.Request;

    /// <summary>Takes steps.</summary>
    public Action<StepProgress> Report { get; } = target.Report;

    /// <summary>The target's part of the progress of the batch.</summary>
    public BuildxProgress Progress { get; } = new(target.Report);

    /// <summary>The result.</summary>
    public Task<BuildxResult> Result => _result.Task;

    /// <summary>Whether <see cref="Result"/> is still to come.</summary>
    public bool IsOpen => !_result.Task.IsCompleted;

    /// <summary>
    /// A builder with several nodes pushes a manifest from each of them and then makes an index, so only the metadata file has
    /// the digest.
    /// </summary>
    private bool HasSeveralResults { get; } =
        target.Request.Plan.Platforms.Count > 1 && FieldsOf(target.Request).Contains("push=true");

    /// <summary>
    /// Whether nothing that can fail follows the export. An OCI layout gets its list of tags when BuildKit has answered.
    /// </summary>
    private bool EndsWithExport { get; } = target.Request.CacheTo.Count == 0 && FieldsOf(target.Request).Contains("type=image");

    /// <summary>To be called after each vertex of the target.</summary>
    public void Advance()
    {
        var isComplete = !HasSeveralResults && (Progress.HasSolved || (EndsWithExport && Progress.HasExportedImage));
        var exported = Progress.Exported;
        if (isComplete && IsOpen && exported.Digest.Length > 0) Complete(exported.Digest, exported.ConfigDigest);
    }

    /// <summary>Completes the image after a batch that went well, or compares what it was completed with.</summary>
    /// <param name="digest">The digest in buildx's metadata file.</param>
    /// <param name="configDigest">The digest of the configuration there.</param>
    /// <returns>Whether the image was not completed before with another digest.</returns>
    public bool Complete(string digest, string configDigest) =>
        _result.TrySetResult(new BuildxResult(digest, configDigest, Progress.Steps, time.Elapsed))
        || (_result.Task is { IsCompletedSuccessfully: true, Result: var result }
            && (result.Digest, result.ConfigDigest) == (digest, configDigest));

    /// <summary>Completes the image with a failure.</summary>
    public void Fail(Diagnostic diagnostic) => _result.TrySetException(new DiagnosticException(diagnostic));

    /// <summary>Completes the image with what a build of its own comes to.</summary>
    public async Task CompleteAsync(Task<BuildxResult> build)
    {
        await ((Task)build).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _result.TrySetFromTask(build);
    }

    /// <summary>Completes the image if it is still open when everything has ended.</summary>
    public void End(Exception exception, CancellationToken cancellationToken)
    {
        var isCancelled = exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
        if (isCancelled) _result.TrySetCanceled(cancellationToken);
        else _result.TrySetException(exception);
    }

    private static IReadOnlyList<string> FieldsOf(BuildxRequest request) =>
        CsvFields.TryRead(request.Output, out var fields, out _) ? fields : [];
}
