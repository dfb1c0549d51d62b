using System.Security.Cryptography;
using System.Text;
using ImageSdk.Storage;

namespace ImageSdk.Locking;

/// <summary>
/// Which image of a tree was built last with which tag. Two images with one tag replace each other in the engine and in the
/// registry, and each build of one of them makes the other out of date. The record is the user's own, beside the locks: a file in
/// the tree would be in build contexts. It only says where to look: an owner that no longer has a tag loses it.
/// </summary>
public sealed class TagOwners
{
    private const string Extension = ".tags";

    private readonly string _root;
    private readonly string _file;

    /// <summary>The record of a tree. A copy of the tree in another directory has its own.</summary>
    /// <param name="root">The full path of the tree.</param>
    /// <exception cref="IOException">No folder for locks can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No folder for locks can be written.</exception>
    public TagOwners(string root)
    {
        _root = RealPath.Of(root);
        _file = LockFolder.FileFor(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_root)).AsSpan(0, 16))
            + Extension);
    }

    /// <summary>The same in another file.</summary>
    internal TagOwners(string root, string file) => (_root, _file) = (root, file);

    /// <summary>
    /// Notes the tags of an image that is going to be built or published. Notes nothing if another image has one of them.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="tags">All its tags.</param>
    /// <param name="stillHas">
    /// Whether an image that had a tag when it was built still has it. Called only for a tag of another image.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting for other processes.</param>
    /// <returns>The tags that another image has, with that image.</returns>
    /// <exception cref="IOException">The record cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The record cannot be read or written.</exception>
    /// <exception cref="TimeoutException">Another process holds the record.</exception>
    public IReadOnlyList<(string Tag, TagOwner Owner)> Claim(
        TagOwner image, IReadOnlyList<string> tags, Func<TagOwner, string, bool> stillHas,
        CancellationToken cancellationToken = default)
    {
        // A project may be built by a path through a symbolic link.
        image = image with { ProjectFile = RealPath.Of(image.ProjectFile) };
        if (IsNoted(Read())) return [];

        using var exclusive = InterprocessLock.Acquire(_file, LockFileStore.DefaultTimeout, cancellationToken);
        var owners = Read();
        var taken = tags.Where(tag => owners.TryGetValue(tag, out var owner) && owner != image && stillHas(owner, tag))
            .Select(tag => (tag, owners[tag])).ToList();
        if (taken.Count > 0 || IsNoted(owners)) return taken;

        foreach (var (tag, owner) in owners.ToList()) if (owner == image) owners.Remove(tag);
        foreach (var tag in tags) owners[tag] = image;
        if (!File.Exists(_file)) RemoveGoneTrees();
        AtomicFile.Write(_file, string.Concat([_root + "\n", .. owners.Select(Line)]));
        return [];

        bool IsNoted(SortedDictionary<string, TagOwner> noted) =>
            tags.All(tag => noted.TryGetValue(tag, out var owner) && owner == image)
            && noted.Values.Count(owner => owner == image) == tags.Count;
    }

    private string Line(KeyValuePair<string, TagOwner> owner) =>
        $"{owner.Key}\t{Uri.EscapeDataString(Path.GetRelativePath(_root, owner.Value.ProjectFile))}\t{owner.Value.Variant}\n";

    /// <summary>The owners by their tags. A line that is not understood counts for nothing.</summary>
    private SortedDictionary<string, TagOwner> Read()
    {
        var owners = new SortedDictionary<string, TagOwner>(StringComparer.Ordinal);
        if (!File.Exists(_file)) return owners;

        foreach (var line in TextFile.ReadLines(_file).Skip(1))
        {
            if (line.Split('\t') is not [var tag, var escaped, var variant]) continue;

            var project = Uri.UnescapeDataString(escaped);
            if (!project.Contains('\0')) owners[tag] = new TagOwner(Path.GetFullPath(project, _root), variant);
        }

        return owners;
    }

    private void RemoveGoneTrees()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_file)!, "*" + Extension).ToList())
        {
            if (TextFile.ReadLines(file) is [var root, ..] && !Directory.Exists(root)) File.Delete(file);
        }
    }
}
