using System.Collections.Concurrent;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;
using ImageSdk.Records;
using ImageSdk.Scheduling;

namespace ImageSdk.Engine.Scheduling;

/// <summary>What an <see cref="ImageScheduler"/> does for one image: its build, or its push.</summary>
public abstract class ImageJob
{
    /// <summary>
    /// What a build is expected to take that was never run: in a fresh clone, the longest chain of images comes first.
    /// </summary>
    protected const double UnknownSeconds = 1;

    private readonly ConcurrentQueue<Diagnostic> _warnings = new();

    /// <summary>What tells the image apart from the others.</summary>
    public required string Key { get; init; }

    /// <summary>The keys of the images that must be completed before.</summary>
    public IReadOnlyList<string> ParentKeys { get; init; } = [];

    /// <summary>What the image is made with.</summary>
    public required EngineSession Session { get; init; }

    /// <summary>The image.</summary>
    public required ImageDefinition Definition { get; init; }

    /// <summary>The projects whose images this one is based on.</summary>
    public IReadOnlyList<ParentProject> Parents { get; init; } = [];

    /// <summary>Caches, and whether to use them. Where warnings go is replaced.</summary>
    public SolveOptions Options { get; init; } = new();

    /// <summary>
    /// Called before BuildKit gets the image, with the definition and all tags. Throws <see cref="DiagnosticException"/>
    /// (IMG2017) if another project has one of the tags.
    /// </summary>
    public Action<ImageDefinition, IReadOnlyList<string>, CancellationToken> ClaimTags { get; init; } = (_, _, _) => { };

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

    /// <summary>The options, with warnings of the run among <see cref="Warnings"/>.</summary>
    protected SolveOptions OwnOptions => Options with { Report = Warn };

    /// <summary>The images of <see cref="Parents"/> as they were built last.</summary>
    protected IReadOnlyList<ParentImage> ReadParents() => [.. Parents.Select(parent => parent.ReadImage())];

    /// <summary>Takes a warning of the run.</summary>
    protected void Warn(Diagnostic diagnostic) => _warnings.Enqueue(diagnostic);
}
