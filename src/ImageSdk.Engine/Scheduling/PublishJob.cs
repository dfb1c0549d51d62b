using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Buildx;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.Records;

namespace ImageSdk.Engine.Scheduling;

/// <summary>The push of one image and its cache.</summary>
public sealed class PublishJob : ImageJob
{
    private ImagePublish? _publish;

    /// <summary>
    /// The full paths of the files in which the parents keep what they published, by the full paths of the projects.
    /// </summary>
    public required IReadOnlyDictionary<string, string> ParentRecordFiles { get; init; }

    /// <summary>The files of the last build.</summary>
    public required BuildFiles BuildFiles { get; init; }

    /// <summary>Whether the last build must have built what the project says now: the publish has not built it itself.</summary>
    public bool RequiresBuild { get; init; }

    /// <summary>The full path of the file in which this image keeps what was published.</summary>
    public required string PublishRecordFile { get; init; }

    /// <summary>Called with the reason, on any thread, before the push is tried again.</summary>
    public Action<string> ReportRetry { get; init; } = _ => { };

    /// <summary>What is published; null until the job is completed.</summary>
    public PublishRecord? Record { get; private set; }

    /// <inheritdoc />
    public override double ExpectedSeconds => RecordFile.TryReadImage(BuildFiles.Record)?.Duration ?? UnknownSeconds;

    /// <summary>Makes the plan, which needs what all parents published.</summary>
    /// <exception cref="DiagnosticException">The image cannot be planned; IMG4004: it was not built.</exception>
    public async Task<ImagePlan> MakePlanAsync(CancellationToken cancellationToken)
    {
        var lockFile = LockFileStore.ReadOrEmpty(Definition.LockFile);
        var parents = ReadParents();
        if (RequiresBuild)
        {
            // No build before has reported the warnings.
            var built = ImagePlanner.Plan(Definition, Definition.BuildPlatforms, parents, lockFile, Warn, cancellationToken);
            new ImageBuild(Session, Definition, built, parents, BuildFiles).ThrowIfOutdated();
        }

        var published = new Dictionary<string, PublishRecord>(StringComparer.Ordinal);
        foreach (var (project, file) in ParentRecordFiles)
        {
            if (RecordFile.TryReadPublish(file) is { } record) published[project] = record;
        }

        _publish = new ImagePublish(Session, Definition, parents, published, RecordFile.TryReadImage(BuildFiles.Record))
        {
            Options = OwnOptions,
        };
        var plan = ImagePlanner.Plan(Definition, Definition.Platforms, _publish.Parents, lockFile, _ => { }, cancellationToken);
        return Plan = await _publish.PlanAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    internal override async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        if (_publish is null) await MakePlanAsync(cancellationToken).ConfigureAwait(false);
        Record = RecordFile.TryReadPublish(PublishRecordFile);
        return await _publish!.IsPublishedAsync(Record, Plan!, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    internal override async Task RunAsync(Action<StepProgress> report, CancellationToken cancellationToken)
    {
        ClaimTags(Definition, Plan!.Tags, cancellationToken);
        using var exclusive = await ExclusiveBuild.EnterAsync(PublishRecordFile, Session.Environment, cancellationToken)
            .ConfigureAwait(false);
        Record = RecordFile.TryReadPublish(PublishRecordFile);
        if (exclusive.HasWaited && await _publish!.IsPublishedAsync(Record, Plan, cancellationToken).ConfigureAwait(false))
            return;

        Record = await _publish!.RunAsync(Plan, report, ReportRetry, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(PublishRecordFile)!);
        RecordFile.Write(PublishRecordFile, Record);
    }
}
