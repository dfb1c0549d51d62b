namespace ImageSdk.Planning;

/// <summary>The image of a project that is not referenced.</summary>
/// <param name="ProjectFile">The full path of the project file.</param>
/// <param name="Names">The names that it builds.</param>
public sealed record SiblingImage(string ProjectFile, IReadOnlyList<string> Names);
