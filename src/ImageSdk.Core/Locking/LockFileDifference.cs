using ImageSdk.References;

namespace ImageSdk.Locking;

/// <summary>Says in sentences what a restore would change; locked mode reports each of them.</summary>
public static class LockFileDifference
{
    /// <summary>One sentence a difference, in the order of the keys; empty when the locks are equal.</summary>
    /// <param name="locked">The lock file as it is.</param>
    /// <param name="restored">The lock file as restore would write it.</param>
    public static IReadOnlyList<string> Between(LockFile locked, LockFile restored)
    {
        var sentences = new List<string>();
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in locked.Entries)
            keys.Add(entry.Key);
        foreach (var entry in restored.Entries)
            keys.Add(entry.Key);
        foreach (var key in keys)
            Add(sentences, key, locked.Find(key), restored.Find(key));
        return sentences;
    }

    private static void Add(List<string> sentences, string key, LockEntry? locked, LockEntry? restored)
    {
        if (restored is null)
        {
            sentences.Add($"'{key}' is locked, but nothing uses it any more.");
        }
        else if (locked is null)
        {
            var users = restored.UsedBy.Count == 0 ? "" : $"; it is used by {string.Join(", ", restored.UsedBy)}";
            sentences.Add($"'{key}' is not locked{users}.");
        }
        else
        {
            if (locked.Resolved != restored.Resolved)
                sentences.Add($"'{key}' is locked to the tag '{locked.Resolved}', but is now '{restored.Resolved}'.");
            if (locked.Digest != restored.Digest)
                sentences.Add($"'{key}' is locked to {locked.Digest}, but is now {restored.Digest}.");
            AddPlatforms(sentences, key, locked.Platforms, restored.Platforms);
            AddUsers(sentences, key, locked.UsedBy, restored.UsedBy);
        }
    }

    private static void AddPlatforms(
        List<string> sentences,
        string key,
        IReadOnlyDictionary<Platform, ImageDigest> locked,
        IReadOnlyDictionary<Platform, ImageDigest> restored)
    {
        foreach (var (platform, manifest) in locked)
        {
            if (!restored.TryGetValue(platform, out var now))
                sentences.Add($"'{key}' is locked for {platform}, but has no image for it now.");
            else if (now != manifest)
                sentences.Add($"'{key}' is locked to {manifest} for {platform}, but is now {now}.");
        }
        foreach (var platform in restored.Keys)
        {
            if (!locked.ContainsKey(platform))
                sentences.Add($"'{key}' is not locked for {platform}.");
        }
    }

    private static void AddUsers(List<string> sentences, string key, IReadOnlyList<string> locked, IReadOnlyList<string> restored)
    {
        foreach (var project in new HashSet<string>(restored).Except(locked).Order(StringComparer.Ordinal))
            sentences.Add($"'{key}' is now used by {project}, which the lock file does not say.");
        foreach (var project in new HashSet<string>(locked).Except(restored).Order(StringComparer.Ordinal))
            sentences.Add($"'{key}' is no longer used by {project}.");
    }
}
