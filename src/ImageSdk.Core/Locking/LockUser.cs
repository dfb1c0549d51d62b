using System.Text.RegularExpressions;

namespace ImageSdk.Locking;

/// <summary>
/// Who uses an image, as the lock file writes it: a project, or one of its variants, <c>asr/asr.imageproj (cuda)</c>.
/// </summary>
public static partial class LockUser
{
    /// <summary>The name of a user.</summary>
    /// <param name="projectPath">
    /// The project file relative to the lock file, see <see cref="LockFileLocation.ProjectPath"/>.
    /// </param>
    /// <param name="variant">The variant; empty for a project that has only one image.</param>
    public static string Of(string projectPath, string variant) =>
        variant.Length == 0 ? projectPath : $"{projectPath} ({variant})";

    /// <summary>
    /// Whether a user no longer exists: its project is not there, or the restored project has other variants now.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="folder">The folder of the lock file.</param>
    /// <param name="projectPath">The project that is restored, relative to the lock file.</param>
    /// <param name="variants">All its variants.</param>
    public static bool IsGone(string user, string folder, string projectPath, IReadOnlyList<string> variants)
    {
        var variant = Variant().Match(user);
        // A file may also be called so.
        if (!variant.Success || File.Exists(Path.Combine(folder, user)))
            return !File.Exists(Path.Combine(folder, user)) || (user == projectPath && variants.Count > 0);

        var project = user[..variant.Index];
        return !File.Exists(Path.Combine(folder, project))
            || (project == projectPath && !variants.Contains(variant.Groups["name"].Value, StringComparer.Ordinal));
    }

    [GeneratedRegex(@" \((?<name>[A-Za-z0-9_][A-Za-z0-9_.-]*)\)$")]
    private static partial Regex Variant();
}
