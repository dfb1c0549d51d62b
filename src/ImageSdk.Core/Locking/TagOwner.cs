namespace ImageSdk.Locking;

/// <summary>Which image of a tree has a tag.</summary>
/// <param name="ProjectFile">The full path of the project file.</param>
/// <param name="Variant">Which of the project's images; empty for a project with one image.</param>
public sealed record TagOwner(string ProjectFile, string Variant);
