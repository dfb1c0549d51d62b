using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Chooses how a solution of images is built: by one node, which asks for one after the other while an image that is being built asks for others
/// (<see cref="OtherImages"/>), or by as many as MSBuild may use. One is quicker where most images are up to date, up to some sixty projects; the work of more is worth
/// another node. In a fresh clone, which has no <c>obj</c> beside its projects, none is up to date, nor does anybody know how long they take.
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
        IsOne = Shared<NodeUse>().IsOne = Projects.Length <= Most
            && Projects.All(project => Directory.Exists(Path.Combine(Path.GetDirectoryName(project.GetMetadata("FullPath"))!, "obj")));
}
