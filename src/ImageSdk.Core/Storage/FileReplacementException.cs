namespace ImageSdk.Storage;

/// <summary>A file of several cannot be replaced.</summary>
/// <param name="path">The full path of the file.</param>
/// <param name="changed">The full paths of the files that have their new text and could not be put back; most often none.</param>
/// <param name="innerException">The reason.</param>
public sealed class FileReplacementException(string path, IReadOnlyList<string> changed, Exception innerException)
    : IOException(innerException.Message, innerException)
{
    /// <summary>The full path of the file.</summary>
    public string Path { get; } = path;

    /// <summary>The full paths of the files that have their new text and could not be put back.</summary>
    public IReadOnlyList<string> Changed { get; } = changed;
}
