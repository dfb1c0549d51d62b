namespace ImageSdk.Tasks;

/// <summary>How this build uses the nodes of MSBuild.</summary>
internal sealed class NodeUse
{
    /// <summary>Whether all images are built by this node, see <see cref="UseOneNode"/>.</summary>
    public bool IsOne { get; set; }
}
