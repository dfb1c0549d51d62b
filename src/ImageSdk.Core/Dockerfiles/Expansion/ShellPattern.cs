using System.Text;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// A shell pattern of <c>*</c> (any text), <c>?</c> (any character) and literal characters, which a backslash can make of the
/// two. Like BuildKit's, which are regular expressions underneath, neither wildcard matches a line feed.
/// </summary>
internal sealed class ShellPattern
{
    /// <summary>The most looks at a character in a replacement.</summary>
    private const long MostSteps = 1_000_000_000;

    private readonly List<Element> _elements;

    private ShellPattern(List<Element> elements) => _elements = elements;

    private enum Wildcard
    {
        None,
        One,
        Many,
    }

    /// <summary>Reads a pattern; null with an error when a backslash stands before something that needs none.</summary>
    public static ShellPattern? Parse(string pattern, out string error)
    {
        error = "";
        var elements = new List<Element>();
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character is '*' or '?')
            {
                elements.Add(new Element(character, character == '*' ? Wildcard.Many : Wildcard.One));
                continue;
            }

            if (character == '\\')
            {
                if (++i == pattern.Length || pattern[i] is not ('*' or '?' or '\\' or '}' or '/'))
                {
                    error = $"the pattern '{pattern}' has a backslash before a character that cannot be escaped";
                    return null;
                }

                character = pattern[i];
            }

            elements.Add(new Element(character, Wildcard.None));
        }

        return new ShellPattern(elements);
    }

    /// <summary>The value without the shortest or longest start that matches.</summary>
    public string TrimStart(string value, bool isLongest) => value[Math.Max(Match(_elements, value, 0, isLongest), 0)..];

    /// <summary>The value without the shortest or longest end that matches.</summary>
    public string TrimEnd(string value, bool isLongest)
    {
        var reversed = value.ToCharArray();
        Array.Reverse(reversed);
        var elements = new List<Element>(_elements);
        elements.Reverse();
        return value[..^Math.Max(Match(elements, reversed, 0, isLongest), 0)];
    }

    /// <summary>The value with the first, or every, longest match replaced.</summary>
    /// <param name="value">The value.</param>
    /// <param name="replacement">What takes the place of a match.</param>
    /// <param name="isAll">Whether every match is replaced.</param>
    /// <param name="longest">The most characters that the result may have.</param>
    /// <returns>Null where the result would be longer, or would take seconds: each match looks at the whole value.</returns>
    public string? Replace(string value, string replacement, bool isAll, int longest)
    {
        if ((long)value.Length * value.Length * _elements.Count > MostSteps)
            return null;
        var result = new StringBuilder();
        var lastEnd = -1;
        var at = 0;
        while (at <= value.Length)
        {
            var end = Match(_elements, value, at, isLongest: true);
            // An empty match right after another match is none.
            if (end > at || (end == at && at != lastEnd))
            {
                if (result.Length + replacement.Length > longest)
                    return null;
                result.Append(replacement);
                lastEnd = end;
                if (!isAll)
                    return result.Append(value, end, value.Length - end).ToString();
            }

            if (end > at)
                at = end;
            else if (at < value.Length)
                result.Append(value[at++]);
            else
                at++;
        }

        return result.ToString();
    }

    /// <summary>Where a match that starts at an offset ends, at the earliest or at the latest; -1 when there is none.</summary>
    private static int Match(List<Element> elements, ReadOnlySpan<char> value, int start, bool isLongest)
    {
        // Which offsets can be reached with the elements so far. No backtracking, so no pattern is slow.
        var reached = new bool[value.Length + 1];
        reached[start] = true;
        foreach (var element in elements)
        {
            var next = new bool[value.Length + 1];
            for (var i = start; i <= value.Length; i++)
            {
                var fits = i > start && element.Fits(value[i - 1]);
                next[i] = element.Wildcard == Wildcard.Many ? reached[i] || (fits && next[i - 1]) : fits && reached[i - 1];
            }

            reached = next;
        }

        return isLongest ? Array.LastIndexOf(reached, true) : Array.IndexOf(reached, true);
    }

    private readonly record struct Element(char Character, Wildcard Wildcard)
    {
        public bool Fits(char character) => Wildcard == Wildcard.None ? character == Character : character != '\n';
    }
}
