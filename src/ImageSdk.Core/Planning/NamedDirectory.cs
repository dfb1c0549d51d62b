namespace ImageSdk.Planning;

/// <summary>A directory that the Dockerfile may name, such as the publish output of a referenced .NET project.</summary>
/// <param name="Name">The name, in lower case as BuildKit wants it.</param>
/// <param name="Path">The full path of the directory, which need not exist yet.</param>
/// <param name="Origin">What the name belongs to: the full path of the .NET project, or of the directory itself.</param>
public sealed record NamedDirectory(string Name, string Path, string Origin);
