namespace ImageSdk.Dockerfiles;

/// <summary>
/// Reads the <c>--name=value</c> words between keyword and arguments. Quotes are removed, and a backslash escapes, whatever
/// the file's escape character is: the same as <c>extractBuilderFlags</c> in BuildKit's <c>split_command.go</c>.
/// </summary>
internal static class FlagScanner
{
    public static IReadOnlyList<Flag> Scan(LogicalText line, int start, int end, out int rest)
    {
        var flags = new List<Flag>();
        rest = start;
        while (true)
        {
            while (rest < end && char.IsWhiteSpace(line.Value[rest]))
                rest++;
            if (!line.Value.AsSpan(rest, end - rest).StartsWith("--"))
                return flags;
            var word = ReadWord(line, rest, end, out var wordEnd);
            var wordStart = rest;
            rest = wordEnd;
            if (word.Value == "--")
                return flags;
            flags.Add(ToFlag(word, line.SpanOf(wordStart, wordEnd)));
        }
    }

    private static LogicalText ReadWord(LogicalText line, int start, int end, out int wordEnd)
    {
        var word = new LogicalText(line.Source, line.SpanOf(start, start).Start);
        var quote = '\0';
        var at = start;
        for (; at < end; at++)
        {
            var character = line.Value[at];
            if (quote == '\0' && char.IsWhiteSpace(character))
                break;
            if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == '\\')
            {
                if (++at < end)
                    word.Append(line, at);
            }
            else
            {
                word.Append(line, at);
            }
        }

        wordEnd = Math.Min(at, end);
        return word;
    }

    private static Flag ToFlag(LogicalText word, TextSpan span)
    {
        var equals = word.Value.IndexOf('=');
        if (equals < 0)
            return new Flag(word.Token(Math.Min(2, word.Length), word.Length), null, span);
        // The value's span reaches from after the equals sign to the end of the flag, so that quotes belong to it.
        var valueStart = word.SpanOf(equals, equals + 1).End;
        var value = new LogicalText(word.Source, valueStart);
        value.Append(word, equals + 1, word.Length - equals - 1);
        var valueSpan = TextSpan.FromBounds(valueStart, Math.Max(span.End, valueStart));
        return new Flag(word.Token(Math.Min(2, equals), equals), value.Token(valueSpan), span);
    }
}
