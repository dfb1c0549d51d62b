using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Buildx;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.Records;

namespace ImageSdk.Engine.Scheduling;

/// <summary>The build of one image.</summary>
public sealed class BuildJob : ImageJob
{
    private ImageBuild? _build;

    private LastBuild Last => field ??= new LastBuild(Session, Files);

    /// <summary>The files of the build.</summary>
    public required BuildFiles Files { get; init; }

    /// <summary>The image that there is now; null until the job is completed.</summary>
    public ImageRecord? Record { get; private set; }

    /// <summary>Why the image is not up to date, in short clauses; empty if it is, or before that is known.</summary>
    public IReadOnlyList<string> Reasons => _build?.Reasons ?? [];

    /// <inheritdoc />
    public override double ExpectedSeconds => Last.Record?.Duration ?? UnknownSeconds;

    /// <summary>Makes the plan, which needs the records of all parents.</summary>
    /// <param name="report">Takes warnings.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DiagnosticException">The image cannot be planned.</exception>
    public ImagePlan MakePlan(Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        Files.CreateDirectories();
        // The engine takes longer for its answer than a plan takes.
        _ = Last.IsThereAsync(cancellationToken);
        var parents = ReadParents();
        Plan = ImagePlanner.Plan(
            Definition, Definition.BuildPlatforms, parents, LockFileStore.ReadOrEmpty(Definition.LockFile), report,
            cancellationToken);
        _build = new ImageBuild(Session, Definition, Plan, parents, Files, Last) { Options = OwnOptions };
        return Plan;
    }

    /// <inheritdoc />
    internal override async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        if (_build is null) MakePlan(_ => { }, cancellationToken);
        Record = await _build!.GetUpToDateRecordAsync(cancellationToken).ConfigureAwait(false);
        return Record is not null;
    }

    /// <inheritdoc />
    internal override async Task RunAsync(Action<StepProgress> report, CancellationToken cancellationToken)
    {
        ClaimTags(Definition, Plan!.Tags, cancellationToken);
        using var exclusive = await ExclusiveBuild.EnterAsync(Files.Record, Session.Environment, cancellationToken)
            .ConfigureAwait(false);
        if (exclusive.HasWaited)
        {
            // Another process may have built the same image meanwhile.
            var other = new ImageBuild(Session, Definition, Plan, [], Files) { Options = Options };
            if (await other.GetUpToDateRecordAsync(cancellationToken).ConfigureAwait(false) is { } record)
            {
                Record = record;
                return;
            }
        }

        Record = await _build!.RunAsync(report, cancellationToken).ConfigureAwait(false);
    }
}
