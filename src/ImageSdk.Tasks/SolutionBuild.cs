namespace ImageSdk.Tasks;

/// <summary>What <c>Solution.targets</c> says of the build of a solution.</summary>
internal sealed class SolutionBuild
{
    /// <summary>Whether all projects of the solution are built.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether MSBuild is asked for one project at a time, however many nodes it may start.</summary>
    public bool HasOneNode { get; set; }
}
