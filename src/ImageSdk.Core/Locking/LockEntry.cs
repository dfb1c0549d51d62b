using ImageSdk.References;

namespace ImageSdk.Locking;

/// <summary>What one request for an image was resolved to, and which projects rely on it. Immutable; equal by content.</summary>
public sealed class LockEntry : IEquatable<LockEntry>
{
    private static readonly Comparer<Platform> ByName =
        Comparer<Platform>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));

    private readonly SortedList<Platform, ImageDigest> _platforms = new(ByName);
    private readonly string[] _usedBy;

    /// <summary>Creates an entry.</summary>
    /// <param name="request">A tag or a range of tags; a digest needs no entry.</param>
    /// <param name="digest">What the tag pointed to: an index or a manifest.</param>
    /// <param name="platforms">The digest of the manifest of each platform that is used.</param>
    /// <param name="resolved">The tag that was chosen from a range; null when the request is a tag.</param>
    /// <param name="usedBy">Project files relative to the lock file's folder, with forward slashes, in any order.</param>
    /// <param name="triggers">What the image makes its children do (<c>ONBUILD</c>), in order.</param>
    /// <exception cref="ArgumentException">The parts contradict each other; the message is a sentence for the user.</exception>
    public LockEntry(
        ImageRequest request,
        ImageDigest digest,
        IEnumerable<KeyValuePair<Platform, ImageDigest>> platforms,
        string? resolved = null,
        IEnumerable<string>? usedBy = null,
        IEnumerable<string>? triggers = null)
    {
        if (Contradiction(request, resolved) is { } message)
            throw new ArgumentException(message);
        (Request, Key, Digest, Resolved) = (request, request.Key, digest, resolved);
        foreach (var (platform, manifest) in platforms)
            _platforms[platform] = manifest;
        Triggers = [.. triggers ?? []];
        _usedBy = [.. new SortedSet<string>(usedBy ?? [], StringComparer.Ordinal)];
    }

    /// <summary>What was asked for.</summary>
    public ImageRequest Request { get; }

    /// <summary>The canonical name of the request, by which entries are found and ordered.</summary>
    public string Key { get; }

    /// <summary>What the tag pointed to: the digest of an index or of a manifest.</summary>
    public ImageDigest Digest { get; }

    /// <summary>The tag that was chosen from a range; null when the request is a tag.</summary>
    public string? Resolved { get; }

    /// <summary>The digest of the manifest of each platform, in ordinal order of the platforms' names.</summary>
    public IReadOnlyDictionary<Platform, ImageDigest> Platforms => _platforms;

    /// <summary>What the image makes its children do: the instructions after <c>ONBUILD</c>, in order.</summary>
    public IReadOnlyList<string> Triggers { get; }

    /// <summary>Project files relative to the lock file's folder with forward slashes, distinct, in ordinal order.</summary>
    public IReadOnlyList<string> UsedBy => _usedBy;

    /// <summary>The full name to build from: repository, the tag that counts, and the digest.</summary>
    public ImageReference Pinned =>
        (Resolved is null ? Request.Reference! : Request.WithTag(Resolved)).WithDigest(Digest);

    /// <summary>
    /// Whether a newer answer brings the same images for every platform that this entry lists. Official images get a new
    /// index whenever an architecture is added; that changes nothing for those who do not use it. An entry that lists no
    /// platform is compared by its digest. Triggers count too, since locks of older versions do not have them.
    /// </summary>
    public bool HasSameImages(LockEntry newer)
    {
        if (Key != newer.Key || Resolved != newer.Resolved || !Triggers.SequenceEqual(newer.Triggers)
            || (_platforms.Count == 0 && Digest != newer.Digest))
            return false;
        foreach (var (platform, manifest) in _platforms)
        {
            if (!newer._platforms.TryGetValue(platform, out var newerManifest) || manifest != newerManifest)
                return false;
        }
        return true;
    }

    /// <summary>The same answer, used by these projects and no others.</summary>
    public LockEntry WithUsedBy(IEnumerable<string> usedBy) => new(Request, Digest, _platforms, Resolved, usedBy, Triggers);

    /// <inheritdoc/>
    public bool Equals(LockEntry? other) =>
        other is not null && Request == other.Request && Digest == other.Digest && Resolved == other.Resolved
        && _usedBy.AsSpan().SequenceEqual(other._usedBy) && _platforms.Count == other._platforms.Count && HasSameImages(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LockEntry);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Digest, Resolved);

    /// <summary>The key and the answer, for messages.</summary>
    public override string ToString() => $"{Key} = {Digest}";

    private static string? Contradiction(ImageRequest request, string? resolved)
    {
        if (request.IsPinned)
            return $"'{request}' names a digest already and needs no lock.";
        if (request.Range is null)
            return resolved is null ? null : $"'{request}' is one tag and cannot be resolved to another, '{resolved}'.";
        return resolved is not null && request.Range.Matches(resolved)
            ? null
            : $"'{request}' is a range of tags, and '{resolved}' is not one of them.";
    }
}
