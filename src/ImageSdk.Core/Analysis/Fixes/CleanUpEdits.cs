using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis;

/// <summary>Takes cleaning out of a RUN that a mount makes needless, and that would empty the mount.</summary>
internal static class CleanUpEdits
{
    /// <summary>
    /// Removes commands, or of an <c>rm</c> that does more only the paths; null where that cannot be done by deleting.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="commands">The commands that clean.</param>
    /// <param name="isHeld">Whether a mount holds a path. A path below one may end in a pattern, which is cut off.</param>
    public static IReadOnlyList<TextEdit>? Remove(AnalyzedImage image, IEnumerable<ShellCommand> commands,
        Func<string, bool> isHeld)
    {
        var whole = new List<ShellCommand>();
        var edits = new List<TextEdit>();
        foreach (var command in commands)
        {
            var paths = PathRemoval.Paths(command).ToList();
            var held = paths.Where(word => word.IsLiteral && isHeld(PathRemoval.Stem(word.Value))).ToList();
            if (command.Name is "apt-get" or "apt" || (command.Name == "rm" && held.Count == paths.Count))
                whole.Add(command);
            else if (command.Name == "rm" && held.Count > 0 && WordFixes.Remove(image, held) is { } words)
                edits.AddRange(words);
            else
                return null;
        }

        return whole.TrueForAll(command => command.Scope.IsTop) && RunEdits.Remove(image, whole) is { } removals
            ? [.. edits, .. removals]
            : null;
    }
}
