using ImageSdk.References;

namespace ImageSdk.Locking;

/// <summary>
/// The content of <c>images.lock.json</c>: one digest for one tag, for all projects. Immutable; equal by content; ordered, so
/// that equal values are equal bytes.
/// </summary>
public sealed class LockFile : IEquatable<LockFile>
{
    /// <summary>The version of the format that is read and written.</summary>
    public const int Version = 1;

    private readonly LockEntry[] _entries;

    /// <summary>Creates a lock; of several entries with one key the last counts.</summary>
    public LockFile(IEnumerable<LockEntry> entries)
    {
        var sorted = new SortedList<string, LockEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
            sorted[entry.Key] = entry;
        _entries = [.. sorted.Values];
    }

    /// <summary>The lock that locks nothing.</summary>
    public static LockFile Empty { get; } = new([]);

    /// <summary>The entries in ordinal order of their keys.</summary>
    public IReadOnlyList<LockEntry> Entries => _entries;

    /// <summary>Reads the text of a lock file.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="path">The file's path, for messages only.</param>
    /// <exception cref="Diagnostics.DiagnosticException">IMG2002 with line and column: anything is not as this SDK
    /// writes it.</exception>
    public static LockFile Parse(string text, string path) => LockFileReader.Read(text, path);

    /// <summary>The text of the file: two spaces, LF, no times, the same bytes for equal locks.</summary>
    public string Write() => LockFileWriter.Write(this);

    /// <summary>The entry with this key, or null.</summary>
    public LockEntry? Find(string key)
    {
        int low = 0, high = _entries.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(_entries[middle].Key, key);
            if (order == 0)
                return _entries[middle];
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    /// <summary>The entry that answers a request, or null.</summary>
    public LockEntry? Find(ImageRequest request) => Find(request.Key);

    /// <summary>Those of the keys that have no entry, distinct, in ordinal order.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> keys)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (Find(key) is null)
                missing.Add(key);
        }
        return [.. missing];
    }

    /// <summary>With this entry instead of the one with the same key, whose users stay users.</summary>
    public LockFile With(LockEntry entry) =>
        new([.. _entries, Find(entry.Key) is { } former ? entry.WithUsedBy([.. former.UsedBy, .. entry.UsedBy]) : entry]);

    /// <summary>
    /// With what a request was resolved to again: the former entry stays when the new answer brings the same images for the
    /// platforms that it lists (<see cref="LockEntry.HasSameImages"/>), else it is replaced. Users stay users in both cases.
    /// </summary>
    public LockFile Refresh(LockEntry resolved) =>
        Find(resolved.Key) is { } former && former.HasSameImages(resolved)
            ? With(former.WithUsedBy(resolved.UsedBy))
            : With(resolved);

    /// <summary>
    /// Everything of both locks. Where both have an entry, this lock's answer counts, since others may have built from it;
    /// users are those of both, and so are platforms where the digest is the same.
    /// </summary>
    public LockFile Merge(LockFile other)
    {
        var entries = new List<LockEntry>(_entries);
        foreach (var theirs in other._entries)
            entries.Add(Find(theirs.Key) is { } mine ? Merge(mine, theirs) : theirs);
        return new LockFile(entries);
    }

    /// <summary>
    /// With exactly these keys as what a project uses, whatever it used before; entries that no project uses any more are gone.
    /// </summary>
    /// <param name="projectPath">The project file relative to the lock file's folder, with forward slashes.</param>
    /// <param name="keys">The keys of entries of this lock.</param>
    /// <exception cref="ArgumentException">A key has no entry: merge what was resolved first.</exception>
    public LockFile WithUses(string projectPath, IEnumerable<string> keys)
    {
        var used = new HashSet<string>(keys, StringComparer.Ordinal);
        if (Missing(used) is [var missing, ..])
            throw new ArgumentException($"The lock has no entry '{missing}'.", nameof(keys));

        var entries = new List<LockEntry>(_entries.Length);
        foreach (var entry in _entries)
        {
            var users = new List<string>(entry.UsedBy);
            users.Remove(projectPath);
            if (used.Contains(entry.Key))
                users.Add(projectPath);
            if (users.Count > 0)
                entries.Add(entry.WithUsedBy(users));
        }
        return new LockFile(entries);
    }

    /// <summary>
    /// With exactly these entries as what a project uses: those that are missing are added, and an answer that is there
    /// stays (see <see cref="Merge(LockFile)"/>). This is what restore does under the lock on the file: another process may
    /// have dropped an entry since this project read it.
    /// </summary>
    public LockFile WithUses(string projectPath, IEnumerable<LockEntry> entries)
    {
        var used = new List<LockEntry>();
        var keys = new List<string>();
        foreach (var entry in entries)
        {
            // What the project read about other projects' uses may be old; only its own use is news.
            used.Add(entry.WithUsedBy([projectPath]));
            keys.Add(entry.Key);
        }
        return Merge(new LockFile(used)).WithUses(projectPath, keys);
    }

    /// <summary>Without the uses of projects that no longer exist, and without the entries that nobody else uses.</summary>
    public LockFile WithoutProjects(Func<string, bool> isGone)
    {
        var result = this;
        var gone = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in _entries)
        {
            foreach (var project in entry.UsedBy)
            {
                if (!gone.Contains(project) && isGone(project))
                    gone.Add(project);
            }
        }
        foreach (var project in gone)
            result = result.WithUses(project, Array.Empty<string>());
        return result;
    }

    /// <inheritdoc/>
    public bool Equals(LockFile? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LockFile);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var entry in _entries)
            hash.Add(entry);
        return hash.ToHashCode();
    }

    private static LockEntry Merge(LockEntry mine, LockEntry theirs)
    {
        var isSame = mine.Digest == theirs.Digest && mine.Resolved == theirs.Resolved;
        IEnumerable<KeyValuePair<Platform, ImageDigest>> platforms =
            isSame ? [.. theirs.Platforms, .. mine.Platforms] : mine.Platforms;
        var triggers = isSame && mine.Triggers.Count == 0 ? theirs.Triggers : mine.Triggers;
        return new LockEntry(mine.Request, mine.Digest, platforms, mine.Resolved, [.. mine.UsedBy, .. theirs.UsedBy], triggers);
    }
}
