using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Pushes the image and its cache, unless the registry has them already.</summary>
[MSBuildMultiThreadableTask]
public sealed class PublishImage : WorkTask
{
    /// <summary>ContainerRegistry.</summary>
    public string Registry { get; set; } = "";

    /// <summary>ImageCacheFrom.</summary>
    public ITaskItem[] CacheFrom { get; set; } = [];

    /// <summary>ImageCacheTo.</summary>
    public ITaskItem[] CacheTo { get; set; } = [];

    /// <summary>What the Publish of referenced image projects returned.</summary>
    public ITaskItem[] PublishedParents { get; set; } = [];

    /// <summary>Where the plan of the last build is kept.</summary>
    [Required]
    public string PlanFile { get; set; } = "";

    /// <summary>Where the record of the last build is.</summary>
    [Required]
    public string RecordFile { get; set; } = "";

    /// <summary>Where the record is written.</summary>
    [Required]
    public string PublishRecordFile { get; set; } = "";

    private protected override WorkProgress Progress => OtherImages.Pushes;

    private protected override void Work(CancellationToken cancellationToken)
    {
        var definition = ReadDefinition();
        if (Registry.Length == 0)
        {
            throw new DiagnosticException(DiagnosticDescriptors.RegistryMissing.At(new SourceLocation(definition.ProjectFile),
                "There is no registry to publish to. Set ContainerRegistry, for example to ghcr.io or localhost:5000."));
        }

        var builtParents = Items.Parents(Parents);
        if (Items.Is("NoBuild") == true)
        {
            var plan = MakePlan(definition, definition.BuildPlatforms, builtParents, cancellationToken);
            new ImageBuild(Session, definition, plan, builtParents, new BuildFiles(PlanFile, RecordFile, "")).ThrowIfOutdated();
        }

        var publish = new ImagePublish(Session, definition, builtParents, PublishRecords(),
            Records.RecordFile.TryReadImage(RecordFile))
        {
            Options = new SolveOptions
            {
                CacheFrom = Items.Caches.Read(ItemReader.CacheItems(CacheFrom)),
                CacheTo = Items.Caches.WrittenByPublish(ItemReader.CacheItems(CacheTo)),
                Report = ReportOfWork,
            },
        };

        // The build before has said what there is to warn of.
        var buildPlan = MakePlan(definition, definition.Platforms, publish.Parents, cancellationToken, report: _ => { });
        var publishPlan = Wait(publish.PlanAsync(buildPlan, cancellationToken));
        var say = Say;
        var record = TakeBegun<PublishRecord>(publishPlan, cancellationToken);
        if (record is null)
        {
            record = Records.RecordFile.TryReadPublish(PublishRecordFile);
            if (Wait(publish.IsPublishedAsync(record, publishPlan, cancellationToken)))
            {
                if (Begin) Progress.Finish(Key);
            }
            else
            {
                record = Do(publishPlan, definition, PublishAsync, cancellationToken);
            }
        }

        if (Begin) return;

        Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name} -> {record!.Reference}");

        async Task<PublishRecord> PublishAsync(CancellationToken interrupted)
        {
            var published = await publish.RunAsync(publishPlan, step => say(log => Steps.Log(log, definition.Name, step)),
                LogFailedAttempt, interrupted).ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(PublishRecordFile)!);
            Records.RecordFile.Write(PublishRecordFile, published);
            return published;
        }

        void LogFailedAttempt(string message) =>
            say(log => log.LogMessage(MessageImportance.Normal, "{0}", $"Trying again: {message}"));
    }

    /// <summary>What the referenced image projects published, by their full paths.</summary>
    private Dictionary<string, PublishRecord> PublishRecords()
    {
        var records = new Dictionary<string, PublishRecord>(StringComparer.Ordinal);
        foreach (var parent in PublishedParents)
        {
            if (Records.RecordFile.TryReadPublish(parent.GetMetadata("ImagePublishRecord")) is { } record)
                records[ItemReader.ProjectOf(parent)] = record;
        }

        return records;
    }
}
