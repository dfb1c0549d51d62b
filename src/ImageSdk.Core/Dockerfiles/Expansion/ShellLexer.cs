using System.Text;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// Removes quotes and escapes and expands variables, as <c>Lex</c> in BuildKit's <c>frontend/dockerfile/shell/lex.go</c>.
/// One lexer is for one text, used once.
/// </summary>
internal sealed partial class ShellLexer(string text, char escape, Func<string, string?> lookup)
{
    private const char NoStop = '\0';
    private const string TooLong = "with its variables it is longer than 128 KiB, which Linux passes to no program";

    // Deeper than anyone writes, and far from what the stack can hold.
    private const int DeepestNesting = 100;

    /// <summary>
    /// The most characters that variables may make of a text. Linux passes no longer variable to a program (MAX_ARG_STRLEN), and
    /// without a limit a few lines such as <c>ENV A=$A$A</c> fill the memory.
    /// </summary>
    private const int LongestValue = 128 * 1024;

    private int _at;
    private int _depth;
    private bool _keepsEscapes;

    /// <summary>Whether quotes stay in the result.</summary>
    public bool KeepsQuotes { get; init; }

    /// <summary>Whether escape characters stay in the result.</summary>
    public bool KeepsEscapes { get; init; }

    /// <summary>Whether variables that are not set stay in the result as they are written.</summary>
    public bool KeepsUnset { get; init; }

    /// <summary>The names of variables that were looked up and are set.</summary>
    public HashSet<string> Set { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of variables that were looked up and are not set.</summary>
    public HashSet<string> Unset { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the text; null when nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>The variable that <c>${name:?message}</c> demands and that is missing.</summary>
    public string? MissingVariable { get; private set; }

    /// <summary>The text in one piece; null when there is an <see cref="Error"/>.</summary>
    public string? Expand()
    {
        _keepsEscapes = KeepsEscapes;
        return ReadUntil(NoStop, KeepsEscapes, null);
    }

    /// <summary>The text split into words; null when there is an <see cref="Error"/>.</summary>
    public List<ShellWord>? Words()
    {
        _keepsEscapes = KeepsEscapes;
        var words = new ShellWordCollector();
        return ReadUntil(NoStop, KeepsEscapes, words) is null ? null : words.Finish();
    }

    private bool IsAtEnd => _at >= text.Length;

    private string? Fail(string error)
    {
        Error ??= error;
        return null;
    }

    /// <summary>Whether the value of a variable still has room.</summary>
    private bool Fits(StringBuilder result, string value)
    {
        if (value.Length == 0 || result.Length + value.Length <= LongestValue)
            return true;
        Fail(TooLong);
        return false;
    }

    private string? ReadUntil(char stop, bool keepsEscapes, ShellWordCollector? words)
    {
        if (++_depth > DeepestNesting)
            return Fail("variables are nested too deeply");
        var outerKeepsEscapes = _keepsEscapes;
        _keepsEscapes = keepsEscapes;
        var result = new StringBuilder();
        while (!IsAtEnd && (stop == NoStop || text[_at] != stop))
        {
            if (!ReadPiece(result, words))
                return null;
        }

        _keepsEscapes = outerKeepsEscapes;
        _depth--;
        if (stop == NoStop)
            return result.ToString();
        if (IsAtEnd)
            return Fail(stop == '}' ? "'}' is missing" : $"'{stop}' is missing in ${{…}}");
        _at++;
        return result.ToString();
    }

    private bool ReadPiece(StringBuilder result, ShellWordCollector? words)
    {
        var start = _at;
        switch (text[_at])
        {
            case '$':
                if (ReadVariable() is not { } value || !Fits(result, value))
                    return false;
                words?.Add(value, start, _at);
                result.Append(value);
                return true;
            case '\'' or '"':
                if ((text[_at] == '"' ? ReadDoubleQuoted() : ReadSingleQuoted()) is not { } quoted)
                    return false;
                words?.AddRaw(quoted, start, _at);
                result.Append(quoted);
                return true;
            case '<' when words is not null:
                var opening = ReadHeredocOperator();
                words.AddRaw(opening, start, _at);
                result.Append(opening);
                return true;
            case var character when character == escape:
                ReadEscape(result, words);
                return true;
            case var character:
                _at++;
                words?.Add(character.ToString(), start, _at);
                result.Append(character);
                return true;
        }
    }

    private void ReadEscape(StringBuilder result, ShellWordCollector? words)
    {
        var start = _at++;
        if (_keepsEscapes)
        {
            words?.AddRaw(escape.ToString(), start, _at);
            result.Append(escape);
        }

        if (IsAtEnd)
            return;
        words?.AddRaw(text[_at].ToString(), start, _at + 1);
        result.Append(text[_at++]);
    }

    /// <summary>White space between <c>&lt;&lt;</c> and the word that ends a here-document belongs to the same word.</summary>
    private string ReadHeredocOperator()
    {
        var start = _at++;
        if (IsAtEnd || text[_at] != '<')
            return "<";
        _at++;
        while (!IsAtEnd && char.IsWhiteSpace(text[_at]))
            _at++;
        return text[start.._at];
    }

    private string? ReadSingleQuoted()
    {
        var end = text.IndexOf('\'', _at + 1);
        if (end < 0)
            return Fail("the closing ' is missing");
        var start = _at;
        _at = end + 1;
        return KeepsQuotes ? text[start.._at] : text[(start + 1)..end];
    }

    private string? ReadDoubleQuoted()
    {
        var result = new StringBuilder();
        if (KeepsQuotes)
            result.Append('"');
        for (_at++; !IsAtEnd;)
        {
            var character = text[_at];
            if (character == '"')
            {
                _at++;
                return KeepsQuotes ? result.Append('"').ToString() : result.ToString();
            }

            if (character == '$')
            {
                if (ReadVariable() is not { } value || !Fits(result, value))
                    return null;
                result.Append(value);
                continue;
            }

            _at++;
            if (character == escape)
            {
                if (_keepsEscapes)
                    result.Append(escape);
                if (IsAtEnd)
                    break;
                // Only these can be escaped in double quotes; before everything else the escape is itself.
                if (text[_at] is '"' or '$' || text[_at] == escape)
                    character = text[_at++];
            }

            result.Append(character);
        }

        return Fail("the closing \" is missing");
    }
}
