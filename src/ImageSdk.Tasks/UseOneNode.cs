using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Chooses how a solution of images is built: by one node, which asks for one after the other while an image that is waited for
/// begins others (<see cref="OtherImages"/>), or by as many as MSBuild may use. What takes long is done by BuildKit, so one is
/// quicker, up to some sixty projects; to evaluate more is worth another node.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class UseOneNode : ImageTask
{
    private const int Most = 60;

    /// <summary>The full path of the solution.</summary>
    [Required]
    public string Solution { get; set; } = "";

    /// <summary>Its projects.</summary>
    [Required]
    public ITaskItem[] Projects { get; set; } = [];

    /// <summary>Whether one node builds them.</summary>
    [Output]
    public bool IsOne { get; set; }

    /// <inheritdoc />
    protected override string ProjectFile => Solution;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken) =>
        IsOne = Shared<NodeUse>().IsOne = Projects.Length <= Most;
}
