using ImageSdk.Engine.Builds;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Says what a build would do, and why. Builds nothing.</summary>
[MSBuildMultiThreadableTask]
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

    /// <summary>Why, in short clauses.</summary>
    [Output]
    public string[] Reasons { get; set; } = [];

    /// <summary>The plan as JSON.</summary>
    [Output]
    public string Plan { get; set; } = "";

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var definition = ReadDefinition();
        var waiting = Parents.Where(p => bool.TryParse(p.GetMetadata("WouldBuild"), out var would) && would)
            .Select(p => p.GetMetadata("ImageName"));
        var parents = Items.Parents(Parents);
        var plan = MakePlan(definition, definition.BuildPlatforms, parents, cancellationToken);
        var build = new ImageBuild(Session, definition, plan, parents, new BuildFiles(PlanFile, RecordFile, ""));

        var first = waiting.Union(plan.GetUnbuilt()).Select(name => $"{name} would be built").ToList();
        if (first.Count == 0) Wait(build.GetUpToDateRecordAsync(cancellationToken));
        Reasons = [.. build.Reasons, .. first];
        WouldBuild = Reasons.Length > 0;
        Plan = plan.ToJson();

        Log.LogMessage(MessageImportance.High, "{0}",
            $"{definition.Name} -> {(WouldBuild ? $"would build: {string.Join(", ", Reasons)}" : "up to date")}");
        Log.LogMessage(MessageImportance.Normal, "{0}", Plan);
    }
}
