using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Before several images are asked for: where one node builds all of them, those that are being built are told which others will
/// be, see <see cref="OtherImages"/>.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class WantImages : ImageTask
{
    /// <summary>The full path of the project that references them.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The referenced image projects.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>How many nodes MSBuild may use (<c>-m</c>).</summary>
    public int NodeCount { get; set; }

    /// <summary>Whether MSBuild shall be asked for one after the other: it starts nodes for several at once.</summary>
    [Output]
    public bool InTurn { get; set; }

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        InTurn = IsOnlyNode(NodeCount);
        if (InTurn) OtherImages.Want(References.Select(ProjectKey.Of));
    }
}
