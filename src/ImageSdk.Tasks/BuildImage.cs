using ImageSdk.Engine.Builds;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Builds the image, unless it is what the plan says already.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildImage : BuildTask
{
    /// <summary>ImageCacheFrom.</summary>
    public ITaskItem[] CacheFrom { get; set; } = [];

    /// <summary>ImageCacheTo.</summary>
    public ITaskItem[] CacheTo { get; set; } = [];

    /// <summary>Where the plan of the last build is kept.</summary>
    [Required]
    public string PlanFile { get; set; } = "";

    /// <summary>Where the record is written.</summary>
    [Required]
    public string RecordFile { get; set; } = "";

    /// <summary>Where the digest alone is written.</summary>
    [Required]
    public string DigestFile { get; set; } = "";

    /// <summary>What became of the image: an <see cref="Records.ImageState"/>. MSBuild reads it also of a task that failed.</summary>
    [Output]
    public string State { get; set; } = "Failed";

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        if (HasOneNode) OtherImages.Begin(Key);
        var files = new BuildFiles(PlanFile, RecordFile, DigestFile);
        files.CreateDirectories();
        var last = new LastBuild(Session, files);
        _ = last.IsThereAsync(cancellationToken);
        var definition = ReadDefinition();
        var parents = Items.Parents(Parents);
        var plan = MakePlan(definition, definition.BuildPlatforms, parents, cancellationToken);
        var build = new ImageBuild(Session, definition, plan, parents, files, last)
        {
            Options = new SolveOptions
            {
                CacheFrom = Items.Caches.Read(ItemReader.CacheItems(CacheFrom)),
                CacheTo = Items.Caches.WrittenByBuild(ItemReader.CacheItems(CacheTo)),
                NoCache = definition.NoCache,
                Report = Report,
            },
        };

        var record = Wait(build.GetUpToDateRecordAsync(cancellationToken));
        if (record is not null)
        {
            State = "UpToDate";
            LogResult(record, " (up to date)");
            return;
        }

        Log.LogMessage(MessageImportance.Normal, "{0}", $"Building {definition.Name}: {string.Join(", ", build.Reasons)}.");
        record = WaitBesideOthers(definition, () => build.RunAsync(step => Steps.Log(Log, definition.Name, step), cancellationToken), cancellationToken);
        State = "Built";
        LogResult(record, Steps.Result(record));
    }

    private void LogResult(ImageRecord record, string result) =>
        Log.LogMessage(MessageImportance.High, "{0}", $"{record.Name} -> {record.Reference}@{record.Digest}{result}");
}
