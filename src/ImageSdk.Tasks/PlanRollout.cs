using ImageSdk.Analysis;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Says in which order to take up what the analysis found in several images.</summary>
[MSBuildMultiThreadableTask]
public sealed class PlanRollout : ImageTask
{
    /// <summary>The answers of the images to <c>_GetImageLintResult</c>.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>
    /// The name of what was analysed. Where it is that of the MSBuild project, the terminal logger shows the text.
    /// </summary>
    [Required]
    public string Subject { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Subject;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        if (LintItems.Read(Images) is { Count: > 0 } images)
            Log.LogMessage(MessageImportance.High, "{0}", new RolloutPlan(images).Describe(Subject));
    }
}
