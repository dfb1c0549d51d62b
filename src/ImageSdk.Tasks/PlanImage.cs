using ImageSdk.Engine.Builds;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Says what a build would do, and why. Builds nothing.</summary>
public sealed class PlanImage : BuildTask
{
    /// <summary>Where the plan of the last build is kept.</summary>
    [Required]
    public string PlanFile { get; set; } = "";

    /// <summary>Where the record of the last build is.</summary>
    [Required]
    public string RecordFile { get; set; } = "";

    /// <summary>Whether a build would build this image.</summary>
    [Output]
    public bool WouldBuild { get; set; }

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var definition = ReadDefinition();
        var waiting = Parents.Where(p => p.GetMetadata("WouldBuild") == "true").Select(p => p.GetMetadata("ImageName"));
        var parents = ItemReader.Parents(Parents);
        var plan = Plan(definition, definition.BuildPlatforms, parents, cancellationToken);
        var build = new ImageBuild(Session, definition, plan, parents, new BuildFiles(PlanFile, RecordFile, ""));

        List<string> reasons = [.. waiting.Union(plan.GetUnbuilt()).Select(name => $"{name} would be built")];
        if (reasons.Count == 0 && Wait(build.GetUpToDateRecordAsync(cancellationToken)) is null) reasons.AddRange(build.Reasons);
        WouldBuild = reasons.Count > 0;

        Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name} -> {(WouldBuild ? $"would build: {string.Join(", ", reasons)}" : "up to date")}");
        Log.LogMessage(MessageImportance.High, "{0}", plan.ToJson());
    }
}
