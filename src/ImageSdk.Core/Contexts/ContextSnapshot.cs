using ImageSdk.Dockerfiles;

namespace ImageSdk.Contexts;

/// <summary>
/// A context as it was hashed, in memory only. BuildKit reads the files later: a file that changed meanwhile is in the image with
/// another content than the plan says, and when the file changes back, nothing else will ever tell.
/// </summary>
public sealed class ContextSnapshot
{
    private readonly string _directory;
    private readonly IgnoreFile _ignoreFile;
    private readonly IReadOnlyList<ContextRead> _reads;
    private readonly ContextListing _listing;
    private readonly FileContent[] _contents;
    private readonly string? _cacheFile;

    internal ContextSnapshot(
        string directory, IgnoreFile ignoreFile, IReadOnlyList<ContextRead> reads, ContextListing listing, FileContent[] contents,
        string? cacheFile)
    {
        (_directory, _ignoreFile, _reads) = (directory, ignoreFile, reads);
        (_listing, _contents, _cacheFile) = (listing, contents, cacheFile);
    }

    /// <summary>
    /// The text of an ignore file by which BuildKit sends what was hashed: the user's rules, and behind them what keeps out the
    /// files and directories that ImageSdk writes.
    /// </summary>
    /// <param name="outputs">
    /// The directory below which the project writes: <c>obj/Release</c>. A full path, or relative to the context.
    /// </param>
    public string GetIgnoreText(string outputs) => string.Join('\n',
    [
        _ignoreFile.Text,
        .. _listing.OwnDirectories.Concat(OwnDirectories.Expected(_directory, _listing.Entries, Relative(outputs)))
            .Order(StringComparer.Ordinal).Select(OwnDirectories.ToPattern).OfType<string>(),
        "",
    ]);

    private string Relative(string path) =>
        Path.GetRelativePath(_directory, Path.GetFullPath(path, _directory)).Replace('\\', '/');

    /// <summary>Looks at everything again.</summary>
    /// <returns>The full path of the first file or directory that changed since it was hashed; null when none did.</returns>
    public string? FindChange(CancellationToken cancellationToken)
    {
        ContextListing now = ContextListing.Of(_directory, _ignoreFile, _reads, cancellationToken);
        string? path = FindChangedEntry(now) ?? FindChangedDirectory(now);
        return path is null ? null : Path.Combine(_directory, path);
    }

    /// <summary>
    /// Forgets the hashes of the files, and with them the key under which BuildKit keeps what it was sent: it may be a content
    /// that looks like the one that is there now.
    /// </summary>
    public void Forget()
    {
        if (_cacheFile is not null)
            Storage.AtomicFile.TryDelete(_cacheFile);
    }

    private string? FindChangedEntry(ContextListing now)
    {
        var (before, after) = (_listing.Entries, now.Entries);
        for (int i = 0; i < before.Count; i++)
        {
            // The smaller path is the one that the other list lacks.
            if (i == after.Count || before[i].Path != after[i].Path)
                return (i == after.Count || string.CompareOrdinal(before[i].Path, after[i].Path) < 0 ? before : after)[i].Path;
            if (IsChanged(before[i], _contents[i], after[i]))
                return before[i].Path;
        }

        return before.Count < after.Count ? after[before.Count].Path : null;
    }

    private bool IsChanged(ContextEntry before, in FileContent content, ContextEntry now) => before.Kind switch
    {
        // What comes and goes in a directory is looked at for itself.
        ContextEntryKind.Directory =>
            (before.Kind, before.Permissions, before.Stamp.Inode) != (now.Kind, now.Permissions, now.Stamp.Inode),
        ContextEntryKind.File => content.Stamp != now.Stamp || (!content.IsSettled && !HasContent(before.Path, content)),
        _ => before.Stamp != now.Stamp || before.LinkTarget != now.LinkTarget,
    };

    /// <summary>
    /// The stamp of a file that changed just before it was hashed does not tell of another change in the same tick of the clock.
    /// </summary>
    private bool HasContent(string path, in FileContent content)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(_directory, path));
            return System.Security.Cryptography.SHA256.HashData(stream).AsSpan().SequenceEqual(content.Hash.Span);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string? FindChangedDirectory(ContextListing now)
    {
        foreach (var (path, before) in _listing.Directories)
        {
            if (!now.Directories.TryGetValue(path, out DirectoryState? after) || before.HasHiddenChange(after))
                return path;
        }

        return null;
    }
}
