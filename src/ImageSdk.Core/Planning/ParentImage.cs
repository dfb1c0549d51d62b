namespace ImageSdk.Planning;

/// <summary>The image of a referenced project.</summary>
/// <param name="ProjectFile">The full path of the project file, by which parents are told apart.</param>
/// <param name="Names">
/// Every name that a child's Dockerfile may use for it: its tags with and without the registry, and the project's name.
/// </param>
/// <param name="Reference">The main tag.</param>
/// <param name="Digest">The digest that its record tells; empty when it was never built.</param>
public sealed record ParentImage(string ProjectFile, IReadOnlyList<string> Names, string Reference, string Digest)
{
    /// <summary>How to call it: the main tag, or the project while it was never built.</summary>
    public string Name => Reference.Length > 0 ? Reference : Path.GetFileNameWithoutExtension(ProjectFile);

    /// <summary>What the image makes its children do (<c>ONBUILD</c>); unknown and so empty while it was never built.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>The OCI layout directory that has it, when it is not in the engine's store.</summary>
    public string Layout { get; init; } = "";
}
