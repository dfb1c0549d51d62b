namespace ImageSdk.Dockerfiles;

/// <summary>
/// A word that opens a here-document: <c>&lt;&lt;EOF</c>, <c>&lt;&lt;-EOF</c>, <c>3&lt;&lt;"EOF"</c>. The same as
/// <c>ParseHeredoc</c> in BuildKit's <c>frontend/dockerfile/parser/parser.go</c>.
/// </summary>
internal sealed record HeredocOpening(Token Token, string Name, bool IsExpanded, bool RemovesTabs)
{
    /// <summary>The opening that a word is, or null when it is none.</summary>
    public static HeredocOpening? Parse(Token word)
    {
        var text = word.Value;
        var at = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (!text.AsSpan(at).StartsWith("<<"))
            return null;
        at += 2;
        var removesTabs = at < text.Length && text[at] == '-';
        if (removesTabs)
            at++;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        var rest = text[at..];
        if (rest.Length == 0 || rest.Contains('<'))
            return null;

        var plain = new ShellLexer(rest, '\\', NoVariables) { KeepsUnset = true };
        var raw = new ShellLexer(rest, '\\', NoVariables) { KeepsUnset = true, KeepsQuotes = true };
        if (plain.Words() is not [var name] || raw.Words() is not [var rawName])
            return null;
        return new HeredocOpening(word, name.Text, CountQuotes(name.Text) == CountQuotes(rawName.Text), removesTabs);
    }

    internal static string? NoVariables(string name) => null;

    // A quote that quotes is gone from the one and stands in the other; an escaped quote stands in both.
    private static int CountQuotes(string text) => text.Count(character => character is '\'' or '"');
}
