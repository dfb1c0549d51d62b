using System.Runtime.InteropServices;
using System.Text;
using ImageSdk.Contexts;

namespace ImageSdk.Storage;

/// <summary>Who owns a file, which only Linux tells.</summary>
public static partial class FileOwner
{
    /// <summary>The number of the user of this process. Not on Windows.</summary>
    internal static uint Current => GetUserId();

    /// <summary>
    /// Whether a file that a project takes from a directory above its repository belongs to neither this user nor root nor the
    /// owner of the project: in a directory where everybody may write, such as <c>/tmp</c>, anybody can have put it there.
    /// </summary>
    /// <param name="file">The full path of the file; it need not exist.</param>
    /// <param name="projectFile">The full path of the project.</param>
    public static bool IsForeign(string file, string projectFile) =>
        OperatingSystem.IsLinux() && IsForeign(file, projectFile, Current, Find);

    /// <summary>The same with another way to find the owner of a path, which is null for what is not there.</summary>
    internal static bool IsForeign(string file, string projectFile, uint user, Func<string, uint?> ownerOf)
    {
        if (ownerOf(file) is not { } owner || owner == 0 || owner == user) return false;
        if (ownerOf(projectFile) is not { } project || owner == project) return false;

        var directory = Path.GetDirectoryName(projectFile)!;
        var repository = directory;
        while (repository is not null && !IsRepository(repository)) repository = Path.GetDirectoryName(repository);
        var inside = Path.TrimEndingDirectorySeparator(repository ?? directory) + Path.DirectorySeparatorChar;
        return !file.StartsWith(inside, StringComparison.Ordinal);

        // Another user's would make all that is beside it part of the repository.
        bool IsRepository(string above) =>
            ownerOf(Path.Combine(above, ".git")) is { } git && (git == 0 || git == user || git == project);
    }

    /// <summary>The state of a path, symbolic links not followed; false where it is not there or nothing tells.</summary>
    internal static bool TryStat(string path, out StatX.Buffer state)
    {
        state = default;
        return OperatingSystem.IsLinux() && StatX.Read(ref Encoding.UTF8.GetBytes(path + '\0')[0], ref state) == 0;
    }

    private static uint? Find(string path) => TryStat(path, out var state) ? state.UserId : null;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetUserId();
}
