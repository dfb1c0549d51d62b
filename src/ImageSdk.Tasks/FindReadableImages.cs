using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Finds the image projects that MSBuild can evaluate. The others would fail the build that asks them, although it could do
/// without.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class FindReadableImages : ImageTask
{
    /// <summary>The full path of the project that asks.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The projects.</summary>
    public ITaskItem[] Projects { get; set; } = [];

    /// <summary>Those of them that can be evaluated and have an image.</summary>
    [Output]
    public ITaskItem[] Readable { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken) =>
        Readable = [.. Projects.Where(project => OtherProjects.Of(project.GetMetadata("FullPath"), GlobalProperties).Count > 0)];
}
