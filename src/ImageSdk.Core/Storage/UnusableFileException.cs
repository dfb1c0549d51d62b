namespace ImageSdk.Storage;

/// <summary>A file that ImageSdk does not read, whatever the rights: it is not a regular file, or too large.</summary>
/// <param name="path">The path.</param>
/// <param name="problem">What is wrong and what to do, after the path.</param>
public sealed class UnusableFileException(string path, string problem) : IOException($"'{path}' {problem}")
{
    /// <summary>The path.</summary>
    public string Path { get; } = path;
}
