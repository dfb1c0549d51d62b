using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Which paths a command deletes.</summary>
internal static class PathRemoval
{
    /// <summary>Whether a command deletes something in a directory, or the directory itself.</summary>
    public static bool IsOf(ShellCommand command, string directory) =>
        IsRemoval(command) && Paths(command).Any(word => IsIn(Stem(word.Value), directory));

    /// <summary>
    /// Whether a command deletes a whole directory, possibly with others: <c>rm -rf /var/cache/*</c> takes <c>/var/cache/dnf</c>
    /// with it. What <c>find</c> deletes above is a choice of files.
    /// </summary>
    public static bool IsOfWhole(ShellCommand command, string directory) =>
        IsRemoval(command) && command.Words.All(word => word.Value != "find")
        && Paths(command).Any(word => Stem(word.Value) is { Length: > 1 } stem && IsIn(directory, stem));

    /// <summary>Whether everything that an <c>rm</c> deletes is at places of some kind.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isIn">Tells by a path without wildcards whether it is such a place.</param>
    public static bool IsOnlyOf(ShellCommand command, Func<string, bool> isIn) =>
        command.Name == "rm" && command.Redirections.Count == 0
        && Paths(command).All(word => word.IsLiteral && isIn(Stem(word.Value)));

    /// <summary>Whether a path is a directory or in it.</summary>
    public static bool IsIn(string path, string directory) =>
        path == directory || path.StartsWith(directory + "/", StringComparison.Ordinal);

    /// <summary>The directory that a pattern such as <c>/var/lib/apt/lists/*</c> is about.</summary>
    public static string Stem(string path)
    {
        var wildcard = path.AsSpan().IndexOfAny('*', '?', '[');
        var stem = wildcard < 0 ? path : path[..(path.LastIndexOf('/', wildcard) is > 0 and var slash ? slash : 0)];
        return stem.TrimEnd('/');
    }

    /// <summary>The arguments of a command that are no options.</summary>
    public static IEnumerable<Word> Paths(ShellCommand command) =>
        command.Words.Skip(1).Where(word => !word.Value.StartsWith('-'));

    private static bool IsRemoval(ShellCommand command) =>
        command.Words.SkipWhile(word => word.Value == "sudo" || word.Value.StartsWith('-')).FirstOrDefault()?.Value is "rm"
        or "/bin/rm" or "/usr/bin/rm" or "find";
}
