using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Scheduling;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Builds the image, unless it is up to date.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildImage : ScheduledTask
{
    /// <summary>ImageCacheFrom.</summary>
    public ITaskItem[] CacheFrom { get; set; } = [];

    /// <summary>ImageCacheTo.</summary>
    public ITaskItem[] CacheTo { get; set; } = [];

    /// <summary>Where the plan of the last build is kept.</summary>
    public string PlanFile { get; set; } = "";

    /// <summary>Where the record is written.</summary>
    public string RecordFile { get; set; } = "";

    /// <summary>Where the digest alone is written.</summary>
    public string DigestFile { get; set; } = "";

    /// <summary>
    /// The target that is requested. A publish reports each image itself, with the digest that the registry has.
    /// </summary>
    public string RequestTarget { get; set; } = "Build";

    private protected override string OwnTarget => "ImageBuild";

    private protected override ImageJob ReadJob(Func<bool>? isHeld)
    {
        WrittenBuildValues.Check(ProjectFile, PlanFile, BuildArguments, Labels);
        var definition = ReadDefinition();
        return new BuildJob
        {
            Key = Key,
            IsEarly = isHeld is not null,
            IsHeld = isHeld ?? (() => false),
            ParentKeys = KeysOf(Parents),
            Session = Session,
            Definition = definition,
            Parents = Items.ParentProjects(Parents),
            Files = new BuildFiles(PlanFile, RecordFile, DigestFile),
            Options = new SolveOptions
            {
                CacheFrom = Items.Caches.Read(ItemReader.CacheItems(CacheFrom)),
                CacheTo = Items.Caches.WrittenByBuild(ItemReader.CacheItems(CacheTo)),
                NoCache = definition.NoCache,
            },
            ClaimTags = TagClaim.Make,
        };
    }

    private protected override void MakePlan(ImageJob job, Action<Diagnostic> report, CancellationToken cancellationToken) =>
        ((BuildJob)job).MakePlan(report, cancellationToken);

    private protected override void LogResult(ImageJob job)
    {
        var record = ((BuildJob)job).Record!;
        var result = job.State == Records.ImageState.UpToDate ? " (up to date)" : ScheduleLog.Result(record);
        var importance = RequestTarget == "Publish" ? MessageImportance.Normal : MessageImportance.High;
        Log.LogMessage(importance, "{0}", $"{record.Name} -> {record.Reference}@{record.Digest}{result}");
    }
}
