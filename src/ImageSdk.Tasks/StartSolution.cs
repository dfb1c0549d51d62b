using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Notes that all projects of a solution are built, and whether one process does it: BuildKit does what takes long, so another
/// node of MSBuild pays only where many projects have to be evaluated.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class StartSolution : ImageTask
{
    /// <summary>To evaluate more projects than these takes longer than to start another node.</summary>
    private const int MostProjectsOfOneNode = 60;

    /// <summary>The full path of the solution.</summary>
    [Required]
    public string Solution { get; set; } = "";

    /// <summary>Its projects.</summary>
    [Required]
    public ITaskItem[] Projects { get; set; } = [];

    /// <summary>Whether the solution contains nothing but images.</summary>
    public bool HasOnlyImages { get; set; }

    /// <summary>Whether MSBuild shall be asked for all projects at once.</summary>
    [Output]
    public bool InParallel { get; set; }

    /// <inheritdoc />
    protected override string ProjectFile => Solution;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        InParallel = !HasOnlyImages || Projects.Length > MostProjectsOfOneNode;
        var solution = Shared<SolutionBuild>();
        (solution.IsWhole, solution.HasOneNode) = (true, !InParallel);
    }
}
