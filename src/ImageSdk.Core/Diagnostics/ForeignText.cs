using System.Text.RegularExpressions;

namespace ImageSdk.Diagnostics;

/// <summary>
/// Text that someone else wrote, made fit for a terminal and a log: the output of a RUN, a name, a path, the answer of a
/// registry. Escape sequences could move the cursor or set the title, control characters forge other lines, and bidirectional
/// marks show a text in another order. A CI server executes lines of a log: it would set a variable, or a path, for the next
/// step.
/// </summary>
public static partial class ForeignText
{
    /// <summary>The characters that a quoted text may have within a message.</summary>
    private const int LongestLine = 200;

    /// <summary>
    /// The characters that a message shows at its start, where it says what is wrong, and at its end, where it says what to do.
    /// </summary>
    private const int Start = 5000;

    private const int End = 3000;

    /// <summary>The text as one line, cut off where it is too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximumLength">The most characters to keep.</param>
    /// <param name="keepsIndent">Whether blanks at the start stay.</param>
    public static string Line(string text, int maximumLength = LongestLine, bool keepsIndent = false)
    {
        var line = Replace(text, character => char.IsWhiteSpace(character) ? ' ' : '\uFFFD', keepsLines: false).TrimEnd();
        if (!keepsIndent) line = line.TrimStart();
        return line.Length <= maximumLength ? line : Cut(line, 0, maximumLength) + "…";
    }

    /// <summary>The text with its lines, of any length, without what a terminal or a CI server would obey.</summary>
    public static string Clean(string text) => WithoutCommands(Replace(text, _ => '\uFFFD', keepsLines: true));

    /// <summary>A whole message: clean, and without its middle where it is too long. What to do stands at the end.</summary>
    public static string Message(string text)
    {
        var clean = Clean(text);
        return clean.Length <= Start + End ? clean
            : $"{Cut(clean, 0, Start)} […{clean.Length - Start - End} characters left out…] "
            + $"{Cut(clean, clean.Length - End, End)}";
    }

    /// <summary>
    /// The text with a blank inside of what a CI server reads as a command. Last, because the removal of an escape sequence could
    /// make one.
    /// </summary>
    private static string WithoutCommands(string text)
    {
        var clean = text.Contains("##", StringComparison.Ordinal) ? CommandAnywhere().Replace(text, "# ") : text;
        return clean.Contains("::", StringComparison.Ordinal) ? CommandOfLine().Replace(clean, "${indent}: ") : clean;
    }

    private static string Replace(string text, Func<char, char> replacement, bool keepsLines)
    {
        var isClean = true;
        for (var i = 0; i < text.Length && isClean; i++) isClean = !IsUnfit(text, i, keepsLines);
        if (isClean) return text;

        var characters = EscapeSequence().Replace(text, "").ToCharArray();
        var before = new string(characters);
        for (var i = 0; i < characters.Length; i++)
        {
            if (IsUnfit(before, i, keepsLines)) characters[i] = replacement(characters[i]);
        }

        return new string(characters);
    }

    private static bool IsUnfit(string text, int index, bool keepsLines) => text[index] switch
    {
        >= ' ' and <= '~' => false,
        '\t' or '\n' => !keepsLines,
        '\r' => !keepsLines || index + 1 == text.Length || text[index + 1] != '\n',
        // The byte order mark of a file, which a difference shows that `git apply` is to take.
        '\uFEFF' => !keepsLines,
        // Marks that have no width, or that change the direction or the line; not the joiners, which emoji and scripts need.
        '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
            or (>= '\uFFF9' and <= '\uFFFB') => true,
        var character when char.IsHighSurrogate(character) => index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]),
        var character when char.IsLowSurrogate(character) => index == 0 || !char.IsHighSurrogate(text[index - 1]),
        var character => char.IsControl(character),
    };

    /// <summary>A part of a text in which no character is cut in half.</summary>
    private static string Cut(string text, int start, int length)
    {
        if (char.IsLowSurrogate(text[start])) (start, length) = (start + 1, length - 1);
        return text.Substring(start, char.IsHighSurrogate(text[start + length - 1]) ? length - 1 : length);
    }

    /// <summary>
    /// Azure Pipelines (<c>##vso[</c>, <c>##[</c>) and TeamCity (<c>##teamcity[</c>) look for commands anywhere in a line, and so
    /// does GitHub Actions for the form that it had first (<c>##[</c>).
    /// </summary>
    [GeneratedRegex(@"#(?=#[A-Za-z]*\[)")]
    private static partial Regex CommandAnywhere();

    /// <summary>
    /// GitHub Actions takes the blanks off the start of a line, and then looks for <c>::name</c> (github.com/actions/runner,
    /// <c>src/Runner.Common/ActionCommand.cs</c>).
    /// </summary>
    [GeneratedRegex(@"^(?<indent>[^\S\n]*):(?=:)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CommandOfLine();

    /// <summary>Colours and cursor movements (CSI), titles and links (OSC), and all other sequences of ECMA-48.</summary>
    [GeneratedRegex(@"(\x1B\[|\x9B)[0-?]*[ -/]*[@-~]|\x1B[\]PX^_][^\x07\x1B\x9C\r\n]*(\x07|\x1B\\|\x9C)|\x1B[ -/]*[0-~]",
        RegexOptions.ExplicitCapture)]
    private static partial Regex EscapeSequence();
}
