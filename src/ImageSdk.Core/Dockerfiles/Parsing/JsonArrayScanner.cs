using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// Reads a JSON array of strings and keeps the place of every string. What is not valid JSON is no array, because BuildKit
/// then takes the text for a shell form (<c>parseJSON</c> in <c>line_parsers.go</c>).
/// </summary>
internal static class JsonArrayScanner
{
    /// <summary>The strings, or null when the text is no array of strings.</summary>
    /// <param name="line">The instruction.</param>
    /// <param name="start">Where the arguments start.</param>
    /// <param name="end">Where they end.</param>
    /// <param name="hasOtherValues">Whether it is a valid JSON array that has something else than strings.</param>
    public static IReadOnlyList<Token>? Scan(LogicalText line, int start, int end, out bool hasOtherValues)
    {
        hasOtherValues = false;
        if (line.Value[start] != '[')
            return null;
        var strings = new List<Token>();
        var at = SkipSpace(line, start + 1, end);
        while (at < end && line.Value[at] != ']')
        {
            if (strings.Count > 0)
            {
                if (line.Value[at] != ',')
                    break;
                at = SkipSpace(line, at + 1, end);
            }

            if (at >= end || line.Value[at] != '"' || ScanString(line, ref at, end) is not { } value)
            {
                hasOtherValues = IsJsonArray(line.Value[start..end]);
                return null;
            }

            strings.Add(value);
            at = SkipSpace(line, at, end);
        }

        if (at == end - 1 && line.Value[at] == ']')
            return strings;
        hasOtherValues = false;
        return null;
    }

    private static Token? ScanString(LogicalText line, ref int at, int end)
    {
        var start = at;
        var value = new LogicalText(line.Source, line.SpanOf(start, start + 1).End);
        for (at++; at < end; at++)
        {
            var character = line.Value[at];
            if (character == '"')
            {
                at++;
                return value.Token(line.SpanOf(start, at));
            }

            if (character < ' ')
                return null;
            if (character != '\\')
                value.Append(line, at);
            else if (!AppendEscape(line, ref at, end, value))
                return null;
        }

        return null;
    }

    private static bool AppendEscape(LogicalText line, ref int at, int end, LogicalText value)
    {
        var start = at++;
        if (at >= end)
            return false;
        var decoded = line.Value[at] switch
        {
            '"' or '\\' or '/' => line.Value[at],
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' when at + 4 < end && TryParseHex(line.Value.AsSpan(at + 1, 4), out var code) => (char)code,
            _ => (char?)null,
        };
        if (decoded is null)
            return false;
        at += line.Value[at] == 'u' ? 4 : 0;
        value.Append(decoded.Value, line.SpanOf(start, at + 1));
        return true;
    }

    private static bool TryParseHex(ReadOnlySpan<char> digits, out ushort code) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);

    private static bool IsJsonArray(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int SkipSpace(LogicalText line, int at, int end)
    {
        while (at < end && line.Value[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }
}
