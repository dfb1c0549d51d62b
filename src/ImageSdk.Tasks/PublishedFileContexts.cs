using ImageSdk.Storage;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Lays the publish output of .NET projects out in a directory a project, each a named context.</summary>
internal static class PublishedFileContexts
{
    /// <summary>Brings the directories up to date.</summary>
    /// <param name="root">The directory that has one directory a project.</param>
    /// <param name="files">
    /// Files with the name of the context that they belong to and their place in it. Of a project that has none, what it
    /// published last stays.
    /// </param>
    public static void Lay(string root, ITaskItem[] files)
    {
        foreach (var project in files.GroupBy(f => f.GetMetadata("ImageContextName").ToLowerInvariant(), StringComparer.Ordinal))
        {
            var directory = Path.GetFullPath(Path.Combine(root, project.Key));
            var sources = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in project)
            {
                var place = file.GetMetadata("TargetPath") is { Length: > 0 } path ? path : Path.GetFileName(file.ItemSpec);
                var copy = Path.GetFullPath(Path.Combine(directory, place.Replace('\\', '/')));
                // What is published beside the output is no part of it.
                if (copy.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    sources[copy] = file.GetMetadata("FullPath");
            }

            DirectoryMirror.Update(directory, sources, temporaryDirectory: root);
        }
    }
}
