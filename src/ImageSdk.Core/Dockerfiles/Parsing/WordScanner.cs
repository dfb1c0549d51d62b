namespace ImageSdk.Dockerfiles;

/// <summary>Splits text into words in the two ways that BuildKit has: at blanks, and with regard to quotes.</summary>
internal static class WordScanner
{
    /// <summary>Whether a character separates words where quotes do not count: <c>[\t\v\f\r ]</c> in BuildKit's parser.</summary>
    public static bool IsBlank(char character) => character is ' ' or '\t' or '\v' or '\f' or '\r';

    public static int SkipBlanks(LogicalText line, int start, int end)
    {
        while (start < end && IsBlank(line.Value[start]))
            start++;
        return start;
    }

    public static int EndOfWord(LogicalText line, int start, int end)
    {
        while (start < end && !IsBlank(line.Value[start]))
            start++;
        return start;
    }

    /// <summary>The range without white space at its ends.</summary>
    public static (int Start, int End) TrimmedRange(LogicalText line, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(line.Value[start]))
            start++;
        while (end > start && char.IsWhiteSpace(line.Value[end - 1]))
            end--;
        return (start, end);
    }

    /// <summary>The words between blanks. The range has no white space at its ends.</summary>
    public static List<Token> Split(LogicalText line, int start, int end)
    {
        var words = new List<Token>();
        while (start < end)
        {
            var wordEnd = EndOfWord(line, start, end);
            words.Add(line.Token(start, wordEnd));
            start = SkipBlanks(line, wordEnd, end);
        }

        return words;
    }

    /// <summary>
    /// Where the words between white space outside of quotes are; quotes and escapes stay in the words. The same as
    /// <c>parseWords</c> in BuildKit's <c>line_parsers.go</c>.
    /// </summary>
    public static List<(int Start, int End)> SplitQuoted(LogicalText line, int start, int end, char escape)
    {
        var words = new List<(int Start, int End)>();
        var text = line.Value;
        for (var at = start; at < end;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var wordStart = at;
            at = EndOfQuotedWord(text, at, end, escape);
            // An escape at the very end escapes nothing and is not part of the word.
            var wordEnd = at == end && EndsInLoneEscape(text, wordStart, end, escape) ? end - 1 : at;
            if (wordEnd > wordStart)
                words.Add((wordStart, wordEnd));
        }

        return words;
    }

    private static int EndOfQuotedWord(string text, int at, int end, char escape)
    {
        var quote = '\0';
        for (; at < end; at++)
        {
            var character = text[at];
            if (quote == '\0' && char.IsWhiteSpace(character))
                return at;
            if (character == escape && quote != '\'')
                at++;
            else if (quote == '\0' && character is '\'' or '"')
                quote = character;
            else if (character == quote)
                quote = '\0';
        }

        return end;
    }

    private static bool EndsInLoneEscape(string text, int start, int end, char escape)
    {
        var quote = '\0';
        for (var at = start; at < end; at++)
        {
            var character = text[at];
            if (character == escape && quote != '\'')
            {
                if (at + 1 == end)
                    return true;
                at++;
            }
            else if (quote == '\0' && character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == quote)
            {
                quote = '\0';
            }
        }

        return false;
    }
}
