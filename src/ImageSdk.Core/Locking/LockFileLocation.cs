namespace ImageSdk.Locking;

/// <summary>Where the lock file of a project is, or will be.</summary>
public static class LockFileLocation
{
    /// <summary>The lock file's name.</summary>
    public const string FileName = "images.lock.json";

    /// <summary>
    /// The nearest <c>images.lock.json</c> from the project's folder upward. When there is none: beside the nearest
    /// <c>Directory.Build.props</c> upward, else beside the nearest solution upward, else in the project's folder.
    /// </summary>
    /// <param name="projectDirectory">The folder of the project file.</param>
    /// <returns>A full path; the file need not exist.</returns>
    public static string Find(string projectDirectory)
    {
        var start = Path.GetFullPath(projectDirectory);
        var folder = Upward(start, folder => File.Exists(Path.Combine(folder, FileName)))
            ?? Upward(start, folder => File.Exists(Path.Combine(folder, "Directory.Build.props")))
            ?? Upward(start, HasSolution)
            ?? start;
        return Path.Combine(folder, FileName);
    }

    /// <summary>A project file's path as the lock file writes it: relative to its folder, with forward slashes.</summary>
    public static string ProjectPath(string lockFilePath, string projectFile)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(lockFilePath))!;
        return Path.GetRelativePath(folder, Path.GetFullPath(projectFile)).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static string? Upward(string start, Func<string, bool> isThere)
    {
        var folder = start;
        while (folder is not null && !isThere(folder))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }

    private static bool HasSolution(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        // Folders above a project may be closed to us; they hold no solution of ours.
        var options = new EnumerationOptions { IgnoreInaccessible = true };
        foreach (var file in Directory.EnumerateFiles(folder, "*.sln*", options))
        {
            if (Path.GetExtension(file) is ".sln" or ".slnx")
                return true;
        }
        return false;
    }
}
