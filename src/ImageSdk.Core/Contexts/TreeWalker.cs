namespace ImageSdk.Contexts;

/// <summary>Adds whole directories: everything in them that is neither ignored nor excluded.</summary>
internal sealed class TreeWalker(ContextCollector collector)
{
    /// <summary>Directories that were walked without exclusions, and whether they had anything; no need to do so again.</summary>
    private readonly Dictionary<string, bool> _walked = [];

    private char[] _path = new char[256];

    /// <summary>Adds everything below a directory that is part of the context.</summary>
    /// <param name="directory">The directory, itself no symbolic link.</param>
    /// <param name="ignored">The matches of the ignore file for it.</param>
    /// <param name="exclusions">The exclusions of the instruction.</param>
    /// <returns>Whether there was anything.</returns>
    public bool Walk(string directory, bool[] ignored, Exclusions exclusions)
    {
        if (!exclusions.IsEmpty)
            return Walk(directory, ignored, exclusions.MatchesOf(directory), exclusions);
        if (!_walked.TryGetValue(directory, out bool any))
        {
            any = Walk(directory, ignored, [], exclusions);
            _walked[directory] = any;
        }

        return any;
    }

    private bool Walk(string directory, bool[] ignored, bool[] excluded, Exclusions exclusions)
    {
        bool any = false;
        List<Below>? below = null;
        collector.List(directory, (name, mayBeDirectory) =>
        {
            ReadOnlySpan<char> path = Combine(directory, name);
            if (mayBeDirectory)
            {
                if (Enter(path.ToString(), ignored, excluded, exclusions) is { } entered)
                    (below ??= []).Add(entered);
            }
            else if (!collector.Ignore.IsMatch(path, ignored) && !exclusions.IsMatch(path, excluded))
            {
                any |= AddIfThere(path.ToString());
            }
        });

        foreach (Below entry in below ?? [])
        {
            // A directory that is left out itself comes back as the way to what is not.
            bool isDirectory = entry.Stamp.Kind == ContextEntryKind.Directory;
            bool hasAny = isDirectory && (exclusions.IsEmpty
                ? Walk(entry.Path, entry.Ignored, exclusions)
                : Walk(entry.Path, entry.Ignored, entry.Excluded, exclusions));
            if (!hasAny && entry.IsLeftOut)
                continue;
            collector.Add(entry.Path, entry.Stamp);
            any = true;
        }

        return any;
    }

    private bool AddIfThere(string path)
    {
        if (!collector.TryStat(path, out FileStamp stamp))
            return false;
        collector.Add(path, stamp);
        return true;
    }

    /// <summary>What to do with a directory, or a link to one; null when nothing in it can be wanted.</summary>
    private Below? Enter(string path, bool[] ignored, bool[] excluded, Exclusions exclusions)
    {
        var ownIgnored = new bool[ignored.Length];
        bool isIgnored = collector.Ignore.IsMatch(path, ignored, ownIgnored);
        if (isIgnored && !collector.Ignore.MayReleaseBelow(path, ownIgnored))
            return null;
        var ownExcluded = new bool[excluded.Length];
        bool isExcluded = exclusions.IsMatch(path, excluded, ownExcluded);
        if (isExcluded && !exclusions.MayReleaseBelow(path, ownExcluded))
            return null;
        return collector.TryStat(path, out FileStamp stamp)
            ? new Below(path, stamp, isIgnored || isExcluded, ownIgnored, ownExcluded)
            : null;
    }

    private ReadOnlySpan<char> Combine(string directory, ReadOnlySpan<char> name)
    {
        if (directory.Length == 0)
            return name;
        int length = directory.Length + 1 + name.Length;
        if (length > _path.Length)
            _path = new char[length * 2];
        directory.CopyTo(_path);
        _path[directory.Length] = '/';
        name.CopyTo(_path.AsSpan(directory.Length + 1));
        return _path.AsSpan(0, length);
    }

    private sealed record Below(string Path, FileStamp Stamp, bool IsLeftOut, bool[] Ignored, bool[] Excluded);
}
