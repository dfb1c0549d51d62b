using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Knows the commands that empty the cache of a package manager.</summary>
internal static class CacheCleaning
{
    /// <summary>What empties the caches of those that are no <see cref="PackageManager"/>.</summary>
    private static readonly Dictionary<string, string[]> OtherTools = new(StringComparer.Ordinal)
    {
        ["npm"] = ["cache", "clean"], ["yarn"] = ["cache", "clean"], ["pip"] = ["cache", "purge"], ["uv"] = ["cache", "clean"],
        ["go"] = ["clean", "-modcache"],
    };

    /// <summary>Whether a command empties a cache.</summary>
    /// <param name="command">The command.</param>
    /// <param name="tool">The name of the package manager's program.</param>
    /// <param name="directories">Where the cache may be.</param>
    public static bool IsOf(ShellCommand command, string tool, IEnumerable<string> directories) =>
        IsCall(command, tool) || directories.Any(directory =>
            PathRemoval.IsOf(command, directory) || PathRemoval.IsOfWhole(command, directory));

    /// <summary>Whether a command empties a cache and does nothing else.</summary>
    public static bool IsOnlyOf(ShellCommand command, string tool, IEnumerable<string> directories) =>
        (IsCall(command, tool) && command.Redirections.Count == 0)
        || PathRemoval.IsOnlyOf(command, path => directories.Any(directory => PathRemoval.IsIn(path, directory)));

    private static bool IsCall(ShellCommand command, string tool)
    {
        if (command.Words.Count == 0 || CommandLine.Of(command, _ => null) is not { } line)
            return false;
        var program = line.Program.StartsWith("pip", StringComparison.Ordinal) ? "pip" : line.Program;
        var manager = PackageManager.All.FirstOrDefault(candidate => candidate.Programs.Contains(tool));
        if (manager is not null)
        {
            return manager.Programs.Contains(program) && PackageManagerCall.Of(line) is { } call
                && manager.CleanVerbs.Contains(call.Verb.Value)
                // What is not all of it leaves the metadata.
                && call.Packages.All(word => word.Value is not ("packages" or "dbcache" or "expire-cache"));
        }

        return program == tool && OtherTools.TryGetValue(tool, out var words)
            && words.All(word => line.Arguments.Any(argument => argument.Value == word));
    }
}
