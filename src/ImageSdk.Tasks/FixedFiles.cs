namespace ImageSdk.Tasks;

/// <summary>The files that fixes of this build changed: their changes are uncommitted, and no reason to refuse them.</summary>
internal sealed class FixedFiles
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public void Add(string path)
    {
        lock (_paths) _paths.Add(path);
    }

    public bool Contains(string path)
    {
        lock (_paths) return _paths.Contains(path);
    }
}
