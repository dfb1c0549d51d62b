using System.IO.Enumeration;

namespace ImageSdk.Analysis;

/// <summary>A file or a folder in a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">Whether it is a folder; a link to one is none.</param>
/// <param name="Size">The size in bytes; 0 for a folder.</param>
internal readonly record struct FolderEntry(string Name, bool IsFolder, long Size)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>
    /// What is in a folder, in no particular order; nothing when it is not there. Ends early when it cannot be read to the end.
    /// </summary>
    public static IEnumerable<FolderEntry> Read(string folder)
    {
        if (!Directory.Exists(folder))
            yield break;
        using var entries = new FileSystemEnumerable<FolderEntry>(folder, Of, Everything).GetEnumerator();
        while (MoveNext(entries))
            yield return entries.Current;
    }

    private static FolderEntry Of(ref FileSystemEntry entry)
    {
        // Attributes cost more than the type alone, and only what may be a link to a folder needs them.
        var isFolder = entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0;
        return new FolderEntry(entry.FileName.ToString(), isFolder, entry.IsDirectory ? 0 : entry.Length);
    }

    private static bool MoveNext(IEnumerator<FolderEntry> entries)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
