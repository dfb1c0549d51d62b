using System.Text.RegularExpressions;

namespace ImageSdk.Generation.Sections;

/// <summary>
/// Words of instructions such as <c>ENV</c>, <c>WORKDIR</c> and <c>COPY</c>, from which BuildKit removes quotes and backslashes,
/// and in which it expands variables (BuildKit, <c>frontend/dockerfile/shell/lex.go</c>).
/// </summary>
internal static partial class DockerfileWord
{
    /// <summary>
    /// The word that BuildKit reads as exactly this value. A line break has no form: such a value is not for an instruction.
    /// </summary>
    public static string Quote(string value) => Plain().IsMatch(value) ? value : $"\"{Escape(value, "\\\"$")}\"";

    /// <summary>As <see cref="Quote"/>, but BuildKit replaces <c>$NAME</c> and <c>${NAME}</c>.</summary>
    public static string QuoteExpanded(string value) => $"\"{Escape(value, "\\\"")}\"";

    /// <summary>The arguments of <c>COPY</c>: the sources, which BuildKit reads as patterns, and the target.</summary>
    public static string Copy(IEnumerable<string> sources, string target)
    {
        // A pattern has no escape, but a set of one character.
        var patterns = sources.Select(source => string.Concat(source.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : $"{c}")))
            .ToList();
        List<string> words = [.. patterns, target];
        // Elsewhere blanks end a word, and "--" and "<<" begin something else. An array is read as JSON first, and then as words.
        if (!words.All(word => PlainPath().IsMatch(word))) return ExecForm.Write(words.Select(word => Escape(word, "\\\"'$")));

        return patterns.Count <= 2 ? string.Join(' ', words) : string.Join(" \\\n    ", words);
    }

    private static string Escape(string value, string special) =>
        string.Concat(value.Select(c => special.Contains(c) ? $"\\{c}" : $"{c}"));

    [GeneratedRegex(@"^[A-Za-z0-9_./:@%+,-]+\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[\w./][\w./:@%+,=~\[\]*?-]*\z")]
    private static partial Regex PlainPath();
}
