using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Lays the publish output of .NET projects out in a directory a project, each the named context of that project's name. Copies keep
/// their times, since BuildKit compares size and time, and come by a rename, since another build of the same tree may be reading;
/// what is no longer published is removed.
/// </summary>
internal static class PublishedFileContexts
{
    /// <summary>Brings the directories up to date.</summary>
    /// <param name="root">The directory that has one directory a project.</param>
    /// <param name="files">Files with the name of the context that they belong to and their place in it.</param>
    public static void Lay(string root, ITaskItem[] files)
    {
        foreach (var project in files.GroupBy(f => f.GetMetadata("ImageContextName").ToLowerInvariant(), StringComparer.Ordinal))
        {
            var directory = Path.GetFullPath(Path.Combine(root, project.Key));
            Directory.CreateDirectory(directory);

            var wanted = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in project)
            {
                var place = file.GetMetadata("TargetPath") is { Length: > 0 } path ? path : Path.GetFileName(file.ItemSpec);
                var target = Path.GetFullPath(Path.Combine(directory, place.Replace('\\', '/')));
                if (!target.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;

                wanted.Add(target);
                CopyIfNewer(file.GetMetadata("FullPath"), target, beside: root);
            }

            RemoveOthers(directory, wanted);
        }
    }

    /// <summary>Removes the files that are not wanted, and the directories that have none.</summary>
    private static void RemoveOthers(string directory, HashSet<string> wanted)
    {
        // Never into a link, behind which are other people's files.
        foreach (var child in new DirectoryInfo(directory).GetDirectories().Where(d => d.LinkTarget is null)) RemoveOthers(child.FullName, wanted);
        foreach (var file in Directory.GetFiles(directory))
        {
            if (!wanted.Contains(file)) File.Delete(file);
        }

        if (Directory.EnumerateFileSystemEntries(directory).Any()) return;

        try
        {
            Directory.Delete(directory);
        }
        catch (IOException)
        {
            // Another build of the same tree puts a file there, or was faster.
        }
    }

    private static void CopyIfNewer(string source, string target, string beside)
    {
        var (from, to) = (new FileInfo(source), new FileInfo(target));
        if (to.Exists && to.Length == from.Length && to.LastWriteTimeUtc == from.LastWriteTimeUtc) return;

        Directory.CreateDirectory(to.DirectoryName!);
        var copy = Path.Combine(beside, $"{Guid.NewGuid():N}.tmp");
        try
        {
            File.Copy(source, copy);
            File.SetLastWriteTimeUtc(copy, from.LastWriteTimeUtc);
            File.Move(copy, target, overwrite: true);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
