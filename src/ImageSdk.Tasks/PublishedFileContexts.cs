using ImageSdk.Diagnostics;
using ImageSdk.Storage;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Lays the publish output of .NET projects out in a directory a project, each the named context of that project's name.</summary>
internal static class PublishedFileContexts
{
    /// <summary>Brings the directories up to date.</summary>
    /// <param name="root">The directory that has one directory a project.</param>
    /// <param name="image">The project file of the image, for messages.</param>
    /// <param name="projects">The .NET projects.</param>
    /// <param name="files">
    /// Files with the project that they come from and their place in its output. Of a project that has none, what it published last
    /// stays.
    /// </param>
    /// <returns>The directories by their context names: the names of the projects, in lower case as BuildKit wants names.</returns>
    /// <exception cref="DiagnosticException">IMG0007: two projects of one name, or a project of several frameworks without a choice.</exception>
    public static Dictionary<string, string> Lay(string root, string image, ITaskItem[] projects, ITaskItem[] files)
    {
        var contexts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var named in projects.GroupBy(NameOf, p => p.GetMetadata("FullPath"), StringComparer.Ordinal))
        {
            if (named.Distinct(StringComparer.Ordinal).ToList() is { Count: > 1 } several)
            {
                throw Wrong(image, $"{string.Join(" and ", several)} have one name, and `--from={named.Key}` can mean one of them only. Rename one.");
            }

            contexts[named.Key] = Path.GetFullPath(Path.Combine(root, named.Key));
        }

        foreach (var project in files.GroupBy(f => f.GetMetadata("ImageContextName").ToLowerInvariant(), StringComparer.Ordinal))
        {
            CheckFramework(image, projects.First(p => NameOf(p) == project.Key), project.First());
            var directory = contexts[project.Key];
            var sources = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in project)
            {
                var place = file.GetMetadata("TargetPath") is { Length: > 0 } path ? path : Path.GetFileName(file.ItemSpec);
                var copy = Path.GetFullPath(Path.Combine(directory, place.Replace('\\', '/')));
                // What is published beside the output is no part of it.
                if (copy.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)) sources[copy] = file.GetMetadata("FullPath");
            }

            DirectoryMirror.Update(directory, sources, temporaryDirectory: root);
        }

        return contexts;
    }

    /// <summary>MSBuild would choose by the image's own framework, which is only a label.</summary>
    private static void CheckFramework(string image, ITaskItem project, ITaskItem file)
    {
        if (project.GetMetadata("SetTargetFramework").Length > 0) return;

        // Metadata of the reference, which stays on what it returns.
        var frameworks = ItemReader.Split(file.GetMetadata("TargetFrameworks"));
        if (frameworks.Length > 1)
        {
            throw Wrong(image, $"{project.ItemSpec} targets {string.Join(" and ", frameworks)}, and an image contains one of them. "
                + $"Say which: <ProjectReference Include=\"{project.ItemSpec}\" SetTargetFramework=\"TargetFramework={frameworks[0]}\" />.");
        }
    }

    private static DiagnosticException Wrong(string image, string message) =>
        new(DiagnosticDescriptors.InvalidValue.At(new SourceLocation(image), $"ProjectReference: {message}"));

    private static string NameOf(ITaskItem project) => Path.GetFileNameWithoutExtension(project.ItemSpec.Replace('\\', '/')).ToLowerInvariant();
}
