using System.IO.Enumeration;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Folders that a fix may give a mount.</summary>
internal static class MountPoints
{
    private static readonly string[] Homes = ["~", "$HOME", "${HOME}"];

    /// <summary>
    /// Whether a command of a RUN removes or moves a folder, or one that it is in. That works without a mount, and fails with
    /// one: "Device or resource busy".
    /// </summary>
    /// <param name="run">The RUN.</param>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="isTakenOut">Whether the same fix takes a word out of a command; null for no words.</param>
    public static bool AreRemoved(RunStep run, string folder, Func<ShellCommand, Word, bool>? isTakenOut = null) =>
        run.Commands.Any(line =>
        (line.Program is "rm" or "rmdir" or "mv"
            || (line.Program == "find"
                && !line.Arguments.Any(word => word.Value is "-name" or "-iname" or "-path" or "-regex" or "-type")))
        && line.Arguments.Any(word =>
            !word.Value.StartsWith('-') && isTakenOut?.Invoke(line.Command, word) != true
            && Holds(word.Resolve(line.Lookup) ?? word.Value, folder, run)));

    /// <summary>Whether a path or pattern means the folder or one above it. Nobody removes the root.</summary>
    private static bool Holds(string pattern, string folder, RunStep run)
    {
        if (Homes.FirstOrDefault(home => pattern == home || pattern.StartsWith(home + "/", StringComparison.Ordinal)) is { } home)
            pattern = UserAccount.Of(run).Home + pattern[home.Length..];
        var path = ImagePath.Combine(ImageFiles.Folder(run.State), pattern).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.Length > 0 && path.Length <= parts.Length
            && path.Zip(parts, (part, name) => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false))
            .All(matches => matches);
    }
}
