using ImageSdk.Engine.Builds;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Builds the image, unless it is what the plan says already.</summary>
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

    /// <summary>What became of the image: an <see cref="Records.ImageState"/>.</summary>
    [Output]
    public string State { get; set; } = "";

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        if (NodeCount == 1) OtherImages.Begin(ProjectFile);
        var definition = ReadDefinition();
        var parents = ItemReader.Parents(Parents);
        var files = new BuildFiles(PlanFile, RecordFile, DigestFile);
        files.CreateDirectories();
        var plan = MakePlan(definition, definition.BuildPlatforms, parents, cancellationToken);
        var build = new ImageBuild(Session, definition, plan, parents, files)
        {
            Options = new SolveOptions
            {
                CacheFrom = Items.Caches.Read(ItemReader.CacheItems(CacheFrom)),
                CacheTo = Items.Caches.WrittenByBuild(ItemReader.CacheItems(CacheTo)),
                NoCache = definition.NoCache,
                Report = Report,
            },
        };

        var result = " (up to date)";
        var record = Wait(build.GetUpToDateRecordAsync(cancellationToken));
        State = "UpToDate";
        if (record is null)
        {
            Log.LogMessage(MessageImportance.Normal, "{0}", $"Building {definition.Name}: {string.Join(", ", build.Reasons)}.");
            record = WaitBesideOthers(definition, () => build.RunAsync(step => Steps.Log(Log, definition.Name, step), cancellationToken), cancellationToken);
            State = "Built";
            result = Steps.Result(record);
        }

        Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name} -> {record.Reference}@{record.Digest}{result}");
    }
}
