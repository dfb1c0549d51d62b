using System.Collections.Concurrent;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;
using ImageSdk.Records;
using ImageSdk.Scheduling;

namespace ImageSdk.Engine.Scheduling;

/// <summary>What an <see cref="ImageScheduler"/> does for one image: its build, or its push.</summary>
public abstract class ImageJob
{
    private readonly ConcurrentQueue<Diagnostic> _warnings = new();

    /// <summary>What tells the image apart from the others.</summary>
    public required string Key { get; init; }

    /// <summary>The keys of the images that must be completed before.</summary>
    public IReadOnlyList<string> ParentKeys { get; init; } = [];

    /// <summary>What the image is made with.</summary>
    public required EngineSession Session { get; init; }

    /// <summary>The image.</summary>
    public required ImageDefinition Definition { get; init; }

    /// <summary>What to make; null until it is known, which takes the results of all parents.</summary>
    public ImagePlan? Plan { get; protected set; }

    /// <summary>What became of the image.</summary>
    public ImageState State { get; internal set; }

    /// <summary>
    /// Whether the image must not be made yet, although its parents are completed, because targets of its project have to run
    /// before. Asked on any thread, and only if the image is not up to date.
    /// </summary>
    public Func<bool> IsHeld { get; init; } = () => false;

    /// <summary>
    /// Whether the job was started before the task of its own project. That task tries again what failed before BuildKit had
    /// anything to do.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>Why the job failed; null if it did not.</summary>
    public Exception? Failure { get; internal set; }

    /// <summary>
    /// Whether there is nothing left to try: the image is completed, or another attempt would fail in the same way. A failure
    /// before BuildKit had anything to do can be gone by now: a target of the project may have logged in, or written a secret.
    /// </summary>
    public bool IsFinal => State is ImageState.UpToDate or ImageState.Built
        || (Failure is DiagnosticException e && e.Diagnostics.Any(d => d.Descriptor == DiagnosticDescriptors.BuildFailed));

    /// <summary>Warnings of the run, in the order in which they came. Those of the plan are not among them.</summary>
    public IReadOnlyCollection<Diagnostic> Warnings => _warnings;

    /// <summary>How long the job is expected to take, in seconds.</summary>
    public abstract double ExpectedSeconds { get; }

    internal ImageNode Node => new(Key, ParentKeys, ExpectedSeconds);

    /// <summary>Compares the image with the last build or push.</summary>
    /// <returns>Whether nothing has to be done.</returns>
    /// <exception cref="DiagnosticException">The image cannot be planned, or no engine answers.</exception>
    internal abstract Task<bool> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Does the work.</summary>
    /// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
    /// <param name="cancellationToken">Interrupts the work.</param>
    /// <exception cref="DiagnosticException">The work failed.</exception>
    internal abstract Task RunAsync(Action<StepProgress> report, CancellationToken cancellationToken);

    /// <summary>Takes a warning of the run.</summary>
    protected void Warn(Diagnostic diagnostic) => _warnings.Enqueue(diagnostic);
}
