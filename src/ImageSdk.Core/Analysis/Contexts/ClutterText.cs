using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Contexts;

/// <summary>What messages say about things that no image needs.</summary>
internal static class ClutterText
{
    private const int MostNames = 4;

    /// <summary>Their paths and sizes, the largest first; those of one name together.</summary>
    public static string Of(IReadOnlyList<ContextPart> parts)
    {
        var names = parts.GroupBy(part => part.Name, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(part => part.Size)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() == 1
                ? group.First().ToString()
                : $"{group.Count()} {(group.First().IsFile ? "files" : "folders")} "
                    + $"{new ContextPart(group.Key) { Size = group.Sum(part => part.Size) }}").ToList();
        if (names.Count > MostNames)
            names = [.. names.Take(MostNames), $"{names.Count - MostNames} more"];
        return names is [var only] ? only : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }

    /// <summary>Whether an image certainly does not need it: a tool of the build writes it again, or nothing reads it.</summary>
    public static bool IsUnneeded(AnalyzedImage image, ContextPart part) =>
        part.Clutter is { } clutter
        && (clutter != Clutter.Git || !HistoryUse.Is(image))
        && (clutter.MadeBy.Count == 0
            || image.Runs.Any(run => run.Commands.Any(command => clutter.MadeBy.Contains(command.Program))));
}
