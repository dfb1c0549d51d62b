namespace ImageSdk.Storage;

/// <summary>
/// A directory for temporary files that nobody else can look into, removed with what is in it. What a killed process left is
/// removed by the next.
/// </summary>
public sealed class ScratchDirectory : IDisposable
{
    private readonly HeldDirectory _held;

    private ScratchDirectory(HeldDirectory held) => _held = held;

    /// <summary>The directory.</summary>
    public string FullPath => _held.FullPath;

    /// <summary>A new directory, after the removal of all that no process uses any more.</summary>
    /// <exception cref="IOException">The directory for temporary files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory for temporary files cannot be written.</exception>
    public static ScratchDirectory Create() => Create(Path.GetTempPath());

    /// <summary>The same elsewhere.</summary>
    internal static ScratchDirectory Create(string parent)
    {
        var root = PrivateFolder.For(parent, "temp");
        HeldDirectory.RemoveOthers(root);
        return new ScratchDirectory(HeldDirectory.Create(root));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _held.Dispose();
        try
        {
            Directory.Delete(FullPath, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process removed it at the same moment, or will.
        }
    }
}
