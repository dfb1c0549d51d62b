using ImageSdk.Engine.Builds;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Builds the image, unless it is what the plan says already.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildImage : WorkTask
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

    /// <summary>
    /// What became of the image: an <see cref="Records.ImageState"/>. MSBuild reads it also of a task that failed.
    /// </summary>
    [Output]
    public string State { get; set; } = "Failed";

    private protected override WorkProgress Progress => OtherImages.Builds;

    private protected override void Work(CancellationToken cancellationToken)
    {
        if (!Begin) ReportForeignFiles(Items);
        var files = new BuildFiles(PlanFile, RecordFile, DigestFile);
        files.CreateDirectories();
        WrittenBuildValues.Check(ProjectFile, PlanFile, BuildArguments, Labels);
        var last = new LastBuild(Session, files);
        _ = last.IsThereAsync(cancellationToken);
        var definition = ReadDefinition();
        var parents = Items.Parents(Parents);
        var plan = MakePlan(definition, definition.BuildPlatforms, parents, cancellationToken, Begin ? _ => { } : Report);
        var build = new ImageBuild(Session, definition, plan, parents, files, last)
        {
            Options = new SolveOptions
            {
                CacheFrom = Items.Caches.Read(ItemReader.CacheItems(CacheFrom)),
                CacheTo = Items.Caches.WrittenByBuild(ItemReader.CacheItems(CacheTo)),
                NoCache = definition.NoCache,
                Report = ReportOfWork,
            },
        };

        var record = TakeBegun<ImageRecord>(plan, cancellationToken);
        if (record is null && Wait(build.GetUpToDateRecordAsync(cancellationToken)) is { } same)
        {
            State = "UpToDate";
            if (Begin) Progress.Finish(Key);
            else LogResult(same, " (up to date)");
            return;
        }

        if (record is null)
        {
            Log.LogMessage(MessageImportance.Normal, "{0}", $"Building {definition.Name}: {string.Join(", ", build.Reasons)}.");
            var say = Say;
            record = Do(plan, definition,
                interrupted =>
                    build.RunAsync(step => say(log => Steps.Log(log, definition.Name, step)), interrupted), cancellationToken);
            if (record is null) return;
        }

        State = "Built";
        LogResult(record, Steps.Result(record));
    }

    /// <summary>A publish has a line of its own for each image, with the digest that the registry has.</summary>
    private void LogResult(ImageRecord record, string result) => Log.LogMessage(
        RequestTarget == "Publish" ? MessageImportance.Normal : MessageImportance.High, "{0}",
        $"{record.Name} -> {record.Reference}@{record.Digest}{result}");
}
