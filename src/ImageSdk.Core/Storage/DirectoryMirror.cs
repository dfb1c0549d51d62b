using ImageSdk.Contexts;

namespace ImageSdk.Storage;

/// <summary>
/// Makes a directory have exactly some files, each a copy of one from elsewhere. Copies keep times and permissions, which
/// BuildKit compares, and come by a rename, since another build of the same tree may be reading.
/// </summary>
public static class DirectoryMirror
{
    /// <summary>
    /// Removes what is not wanted, also where a file stands in the place of a directory, and copies what changed.
    /// </summary>
    /// <param name="directory">The full path of the directory; it need not exist.</param>
    /// <param name="sources">
    /// The full paths of the wanted files below the directory, and of those that they are copies of.
    /// </param>
    /// <param name="temporaryDirectory">Where copies are made: outside of the directory, in the same file system.</param>
    /// <exception cref="IOException">A file cannot be read, written or removed.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for lack of rights.</exception>
    public static void Update(string directory, IReadOnlyDictionary<string, string> sources, string temporaryDirectory)
    {
        RemoveOthers(Directory.CreateDirectory(directory), sources);

        foreach (var (copy, named) in sources)
        {
            var source = File.ResolveLinkTarget(named, returnFinalTarget: true)?.FullName ?? named;
            if (!IsCopy(source, copy)) Copy(source, copy, temporaryDirectory);
        }
    }

    private static void RemoveOthers(DirectoryInfo directory, IReadOnlyDictionary<string, string> wanted)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            // Never into a link, behind which are other people's files.
            if (entry is DirectoryInfo { LinkTarget: null } child)
            {
                RemoveOthers(child, wanted);
                RemoveIfEmpty(child);
            }
            else if (entry.LinkTarget is not null || !wanted.ContainsKey(entry.FullName))
            {
                entry.Delete();
            }
        }
    }

    private static void RemoveIfEmpty(DirectoryInfo directory)
    {
        try
        {
            if (!directory.EnumerateFileSystemInfos().Any()) directory.Delete();
        }
        catch (IOException)
        {
            // Another build of the same tree puts a file there, or was faster.
        }
    }

    /// <summary>
    /// By size, time and permissions; and nothing about the source changed after the copy was made, which also tells of a change
    /// that set the time back. The clock of a file system stands still for some milliseconds. So of two changes at the same time
    /// the order is unknown, and the file is copied once more.
    /// </summary>
    private static bool IsCopy(string source, string copy)
    {
        const int permissions = 0x1FF;
        return TryRead(copy, out var old) && TryRead(source, out var now)
            && (now.Size, now.Modified, now.Permissions & permissions) == (old.Size, old.Modified, old.Permissions & permissions)
            && now.Changed < old.Changed;
    }

    private static bool TryRead(string file, out FileStamp stamp) =>
        new FileStampReader(Path.GetDirectoryName(file)!).TryRead(Path.GetFileName(file), out stamp);

    private static void Copy(string source, string copy, string temporaryDirectory)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        var temporary = Path.Combine(temporaryDirectory, $"{Guid.NewGuid():N}.tmp");
        try
        {
            File.Copy(source, temporary);
            File.Move(temporary, copy, overwrite: true);
        }
        catch
        {
            AtomicFile.TryDelete(temporary);
            throw;
        }
    }
}
