using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ImageSdk.Analysis.Settings;

/// <summary>
/// The name of a section of an <c>.editorconfig</c>: <c>*</c>, <c>**</c>, <c>?</c>, <c>[abc]</c>, <c>[!a]</c>, <c>{a,b}</c>,
/// <c>{1..9}</c>.
/// </summary>
internal static class SectionPattern
{
    /// <summary>Whether a section is for a file.</summary>
    /// <param name="pattern">What stands in the brackets.</param>
    /// <param name="path">The path relative to the folder of the <c>.editorconfig</c>, with slashes.</param>
    public static bool Matches(string pattern, string path)
    {
        // Without a slash it is for files in every folder.
        var slash = pattern.IndexOf('/');
        var regex = new StringBuilder(slash < 0 ? "^(.*/)?" : "^");
        Translate(slash == 0 ? pattern[1..] : pattern, regex);
        try
        {
            return Regex.IsMatch(path, regex.Append('$').ToString(),
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private static void Translate(string pattern, StringBuilder regex)
    {
        var braces = pattern.Count(c => c == '{') == pattern.Count(c => c == '}');
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            switch (character)
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    // **/ may also be nothing.
                    var isFolder = i + 2 < pattern.Length && pattern[i + 2] == '/';
                    regex.Append(isFolder ? "(.*/)?" : ".*");
                    i += isFolder ? 2 : 1;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is > 0 and var close:
                    var set = pattern[(i + 1)..close];
                    var isNegated = set.StartsWith('!');
                    regex.Append(isNegated ? "[^" : "[")
                        .Append((isNegated ? set[1..] : set).Replace("\\", "\\\\", StringComparison.Ordinal)).Append(']');
                    i = close;
                    break;
                case '{' when braces && pattern.IndexOf('}', i) is var end && Range(pattern[(i + 1)..end]) is { } range:
                    regex.Append(range);
                    i = end;
                    break;
                case '{' when braces:
                    depth++;
                    regex.Append("(?:");
                    break;
                case '}' when depth > 0:
                    depth--;
                    regex.Append(')');
                    break;
                case ',' when depth > 0:
                    regex.Append('|');
                    break;
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(character.ToString()));
                    break;
            }
        }
    }

    /// <summary><c>{1..3}</c> as alternatives; null for something else, or for more numbers than make sense.</summary>
    private static string? Range(string text) =>
        text.Split("..") is [var first, var last]
        && int.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(last, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to)
        && to >= from && to - from < 1000
            ? $"(?:{string.Join('|', Enumerable.Range(from, to - from + 1))})"
            : null;
}
