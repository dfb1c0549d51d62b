using System.Text.RegularExpressions;

namespace ImageSdk.Analysis.Commands;

/// <summary>Compares the ids of cache mounts with the names of those that mount them.</summary>
internal static partial class CacheIds
{
    private static readonly char[] Borders = ['-', '_', '.', '/', ':', ' '];

    /// <summary>
    /// Whether two ids are one id with two names in it: they differ in one place, where each has the name of its own project or
    /// stage, or short for it. Short is some words of the name (<c>asr</c> of <c>speech-asr</c>), the beginning of one of at
    /// least three letters, or the first letters of all words.
    /// </summary>
    public static bool DifferByNames(string id, string name, string otherId, string otherName)
    {
        if (id == otherId)
            return false;
        var (one, other) = (Split(id), Split(otherId));
        var start = 0;
        while (start < one.Count && start < other.Count && one[start] == other[start])
            start++;
        var end = 0;
        while (end < one.Count - start && end < other.Count - start && one[^(end + 1)] == other[^(end + 1)])
            end++;
        // A name may begin or end with the same words as the other: speech-asr and speech-mux.
        for (var left = start; left >= 0; left--)
        {
            for (var right = end; right >= 0; right--)
            {
                if (IsShortFor(one[left..^right], Split(name)) && IsShortFor(other[left..^right], Split(otherName)))
                    return true;
            }
        }

        return false;
    }

    private static bool IsShortFor(List<string> part, List<string> name)
    {
        var text = string.Concat(part);
        if (text.Length < 2 || name.Count == 0)
            return false;
        var joined = string.Concat(name);
        return Enumerable.Range(0, name.Count)
            .Any(first =>
                Enumerable.Range(1, name.Count - first).Any(count => string.Concat(name.Skip(first).Take(count)) == text))
            || (text.Length >= 3 && (joined.StartsWith(text, StringComparison.Ordinal)
                || name.Exists(word => word.StartsWith(text, StringComparison.Ordinal))))
            || (name.Count > 1 && string.Concat(name.Select(word => word[0])) == text);
    }

    /// <summary>The words of an id or a name in lower case: <c>SpeechAsr</c> has two, as <c>speech-asr</c> has.</summary>
    private static List<string> Split(string text) =>
        [.. WordStart().Replace(text, "-").ToLowerInvariant().Split(Borders, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
