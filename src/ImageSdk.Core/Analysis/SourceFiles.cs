using ImageSdk.Storage;

namespace ImageSdk.Analysis;

/// <summary>
/// The text files that an analysis reads, each once. Fixes change them here first, so that the next look sees what the file will
/// be.
/// </summary>
public sealed class SourceFiles
{
    private readonly Func<string, IEnumerable<FolderEntry>> _list;
    private readonly Dictionary<string, FileText?> _texts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string?> _originals = new(StringComparer.Ordinal);

    /// <summary>The files of this machine.</summary>
    public SourceFiles()
        : this(FolderEntry.Read)
    {
    }

    /// <summary>The files of this machine, with folders that are not there.</summary>
    /// <param name="list">Lists a folder; nothing for one that is not there.</param>
    internal SourceFiles(Func<string, IEnumerable<FolderEntry>> list) => _list = list;

    /// <summary>The full paths of the files that were asked for and are there, sorted.</summary>
    public IEnumerable<string> Read =>
        _texts.Where(text => text.Value is not null).Select(text => text.Key).Order(StringComparer.Ordinal);

    /// <summary>The files that were changed: path, text before (null for a new file) and text now, sorted by path.</summary>
    public IEnumerable<(string Path, string? Before, string After)> Changed =>
        _originals.Where(file => Find(file.Key) != file.Value).Select(file => (file.Key, file.Value, Find(file.Key)!));

    /// <summary>The text of a file; null when it is not there or cannot be read.</summary>
    /// <param name="path">The full path.</param>
    public string? Find(string path) => FindText(path)?.Text;

    /// <summary>The text of a file, and whether it is UTF-8; null when it is not there or cannot be read.</summary>
    /// <param name="path">The full path.</param>
    public FileText? FindText(string path)
    {
        if (!_texts.TryGetValue(path, out var text))
            _texts[path] = text = Load(path);
        return text;
    }

    /// <summary>
    /// What is in a folder, in no particular order; nothing when it is not there or cannot be read. It is no file, so a change in
    /// it is no reason to analyse again.
    /// </summary>
    /// <param name="folder">The full path.</param>
    internal IEnumerable<FolderEntry> List(string folder)
    {
        var prefix = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        var made = _originals.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && _texts[path] is not null)
            .Select(path => (Parts: path[prefix.Length..].Split(Path.DirectorySeparatorChar, 2),
                Size: (long)_texts[path]!.Text.Length))
            .GroupBy(file => file.Parts[0])
            .Select(group =>
                new FolderEntry(group.Key, group.First().Parts.Length > 1,
                    group.First().Parts.Length > 1 ? 0 : group.First().Size)).ToList();
        foreach (var entry in made)
            yield return entry;
        var names = made.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in _list(folder))
        {
            if (!names.Contains(entry.Name))
                yield return entry;
        }
    }

    /// <summary>Whether a path is a folder.</summary>
    /// <param name="path">The full path.</param>
    internal bool IsFolder(string path) => Directory.Exists(path) || _list(path).Any()
        || _originals.Keys.Any(file =>
            _texts[file] is not null
            && file.StartsWith(path.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
                StringComparison.Ordinal));

    /// <summary>Changes the text of a file, here only.</summary>
    public void Change(string path, string text)
    {
        var before = Find(path);
        _originals.TryAdd(path, before);
        _texts[path] = FileText.Of(text);
    }

    /// <summary>Says which text a file will have, as another image's fixes leave it; that is no change of this image.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="text">The text.</param>
    public void Assume(string path, string text) => _texts[path] = FileText.Of(text);

    /// <summary>Takes a change back.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="text">The text before it; null when there was no file.</param>
    internal void Restore(string path, string? text) => _texts[path] = text is null ? null : FileText.Of(text);

    /// <summary>The byte order mark belongs to the text: what is written back has it again.</summary>
    private static FileText? Load(string path)
    {
        try
        {
            return File.Exists(path) ? TextFile.ReadText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
