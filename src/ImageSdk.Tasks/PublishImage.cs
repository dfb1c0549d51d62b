using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Scheduling;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Pushes the image and its cache, unless the registry has them already.</summary>
[MSBuildMultiThreadableTask]
public sealed class PublishImage : ScheduledTask
{
    /// <summary>ContainerRegistry.</summary>
    public string Registry { get; set; } = "";

    /// <summary>ImageCacheFrom.</summary>
    public ITaskItem[] CacheFrom { get; set; } = [];

    /// <summary>ImageCacheTo.</summary>
    public ITaskItem[] CacheTo { get; set; } = [];

    /// <summary>What the Publish of referenced image projects returned, or the preparation of their push.</summary>
    public ITaskItem[] PublishedParents { get; set; } = [];

    /// <summary>Where the plan of the last build is kept.</summary>
    public string PlanFile { get; set; } = "";

    /// <summary>Where the record of the last build is.</summary>
    public string RecordFile { get; set; } = "";

    /// <summary>Where the record is written.</summary>
    public string PublishRecordFile { get; set; } = "";

    private protected override string OwnTarget => "ImagePublish";

    private protected override ImageJob ReadJob(Func<bool>? isHeld)
    {
        var definition = ReadDefinition();
        if (Registry.Length == 0)
        {
            throw new DiagnosticException(DiagnosticDescriptors.RegistryMissing.At(new SourceLocation(definition.ProjectFile),
                "There is no registry to publish to. Set ContainerRegistry, for example to ghcr.io or localhost:5000."));
        }

        var messages = ScheduledImages.Messages;
        return new PublishJob
        {
            Key = Key,
            IsEarly = isHeld is not null,
            IsHeld = isHeld ?? (() => false),
            ParentKeys = KeysOf(PublishedParents),
            Session = Session,
            Definition = definition,
            Parents = Items.ParentProjects(Parents),
            BuildFiles = new BuildFiles(PlanFile, RecordFile, ""),
            RequiresBuild = Items.Is("NoBuild") == true,
            PublishRecordFile = PublishRecordFile,
            ParentRecordFiles = PublishedParents.DistinctBy(ItemReader.ProjectOf)
                .ToDictionary(ItemReader.ProjectOf, parent => parent.GetMetadata("ImagePublishRecord"), StringComparer.Ordinal),
            Options = new SolveOptions
            {
                CacheFrom = Items.Caches.Read(ItemReader.CacheItems(CacheFrom)),
                CacheTo = Items.Caches.WrittenByPublish(ItemReader.CacheItems(CacheTo)),
            },
            ClaimTags = TagClaim.Make,
            ReportRetry = reason => messages.Say(
                log => log.LogMessage(MessageImportance.Normal, "{0}", $"Trying again: {reason}")),
        };
    }

    // The build before has reported the warnings.
    private protected override void MakePlan(ImageJob job, Action<Diagnostic> report, CancellationToken cancellationToken) =>
        Wait(((PublishJob)job).MakePlanAsync(cancellationToken));

    private protected override void LogResult(ImageJob job) =>
        Log.LogMessage(MessageImportance.High, "{0}", $"{job.Definition.Name} -> {((PublishJob)job).Record!.Reference}");
}
