using ImageSdk.Engine.Git;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>The directory with all projects that belong together.</summary>
public static class SourceTree
{
    /// <summary>
    /// The repository of Git around a project; without one, the directory of the lock file or of the nearest <c>global.json</c>.
    /// </summary>
    public static string RootOf(ImageDefinition definition)
    {
        var (project, locked) = (Path.GetDirectoryName(definition.ProjectFile)!, Path.GetDirectoryName(definition.LockFile)!);
        if (GitRepository.Find(project) is { } repository) return repository.Directory;
        if (locked != project) return locked;

        for (var folder = project; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "global.json"))) return folder;
        }

        return project;
    }
}
