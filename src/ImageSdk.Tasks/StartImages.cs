using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Starts the prepared images that a project is based on, or those of a solution, all at once, so that the order in which MSBuild
/// builds projects does not matter. The task of each project takes over its own image later.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class StartImages : ImageTask
{
    /// <summary>The full path of the project that needs them.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>What the projects returned that prepared the images.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Whether to publish them, and not to build them.</summary>
    public bool Publish { get; set; }

    /// <summary>How many nodes MSBuild may use (<c>-m</c>).</summary>
    public int NodeCount { get; set; }

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var task = Publish ? typeof(PublishImage) : typeof(BuildImage);
        var jobs = ScheduledImages.FindPreparedClosure(task, Images.Select(image => image.GetMetadata("ImageKey")));
        if (jobs.Count == 0) return;

        using var messages = ScheduledImages.Messages.Attach(Log);
        ScheduledImages.SchedulerOf(task, Slots(jobs[0].Definition.MaxParallelBuilds, NodeCount)).StartUnknown(jobs);
    }
}
