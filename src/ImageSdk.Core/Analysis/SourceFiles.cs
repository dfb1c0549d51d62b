using System.Text;

namespace ImageSdk.Analysis;

/// <summary>
/// The text files that an analysis reads, each once. Fixes change them here first, so that the next look sees what the file will be.
/// </summary>
public sealed class SourceFiles
{
    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string?> _originals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long?> _lengths = new(StringComparer.Ordinal);

    /// <summary>The full paths of the files that were asked for and are there, sorted.</summary>
    public IEnumerable<string> Read => _texts.Where(text => text.Value is not null).Select(text => text.Key)
        .Union(_lengths.Where(length => length.Value is not null).Select(length => length.Key)).Order(StringComparer.Ordinal);

    /// <summary>The files that were changed: path, text before (null for a new file) and text now, sorted by path.</summary>
    public IEnumerable<(string Path, string? Before, string After)> Changed =>
        _originals.Where(file => _texts[file.Key] != file.Value).Select(file => (file.Key, file.Value, _texts[file.Key]!));

    /// <summary>The text of a file; null when it is not there or cannot be read.</summary>
    /// <param name="path">The full path.</param>
    public string? Find(string path)
    {
        if (!_texts.TryGetValue(path, out var text))
            _texts[path] = text = Load(path);
        return text;
    }

    /// <summary>The bytes of a file that may be too large to be read; null when it is not there or not a file.</summary>
    /// <param name="path">The full path.</param>
    public long? LengthOf(string path)
    {
        if (_texts.GetValueOrDefault(path) is { } text)
            return Encoding.UTF8.GetByteCount(text);
        if (!_lengths.TryGetValue(path, out var length))
            _lengths[path] = length = Measure(path);
        return length;
    }

    /// <summary>
    /// The full paths of the files below a folder, links left out, in no particular order; of a very large folder not all of them. What
    /// is new in a folder is no reason to analyse again: only files whose text or length was asked for are.
    /// </summary>
    /// <param name="folder">The full path.</param>
    /// <param name="isDeep">Whether folders below count, too.</param>
    internal IEnumerable<string> Below(string folder, bool isDeep)
    {
        const int Most = 50_000;
        var options = new EnumerationOptions { RecurseSubdirectories = isDeep, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var prefix = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        var changed = _originals.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && (isDeep || Path.GetDirectoryName(path) == prefix[..^1]));
        return Directory.Exists(folder) ? changed.Union(Directory.EnumerateFiles(folder, "*", options).Take(Most)) : changed;
    }

    /// <summary>Changes the text of a file, here only.</summary>
    public void Change(string path, string text)
    {
        var before = Find(path);
        _originals.TryAdd(path, before);
        _texts[path] = text;
    }

    /// <summary>Takes a change back.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="text">The text before it; null when there was no file.</param>
    internal void Restore(string path, string? text) => _texts[path] = text;

    /// <summary>The byte order mark belongs to the text: what is written back has it again.</summary>
    private static string? Load(string path)
    {
        try
        {
            return File.Exists(path) ? Encoding.UTF8.GetString(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long? Measure(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? file.Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
