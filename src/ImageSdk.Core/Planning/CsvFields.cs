using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ImageSdk.Planning;

/// <summary>
/// The fields of an option such as <c>--cache-from</c> or <c>--secret</c>, which buildx reads as one line of CSV.
/// </summary>
/// <remarks>
/// Source: <c>tonistiigi/go-csvvalue</c>, and Go's <c>encoding/csv</c> in older buildx. A field is quoted when it has a comma, a
/// quote or an end of line, or begins with a space; a quote in it is doubled; a quote in a field that is not quoted is an error.
/// </remarks>
public static class CsvFields
{
    /// <summary>The line that reads as these fields.</summary>
    public static string Write(params IReadOnlyList<string> fields) =>
        fields is [""] ? "\"\"" : string.Join(',',
            fields.Select(f => NeedsQuotes(f) ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f));

    /// <summary>
    /// Reads a line. Space before a field counts for nothing, as people write it after commas; buildx would take it for a part of
    /// the name.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="fields">At least one, possibly empty.</param>
    /// <param name="error">A sentence, without the line, which may hold what must not be shown.</param>
    public static bool TryRead(
        string line, [NotNullWhen(true)] out IReadOnlyList<string>? fields, [NotNullWhen(false)] out string? error)
    {
        var found = new List<string>();
        (fields, error) = (null, null);
        for (var at = 0; ; at++)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
            var isQuoted = at < line.Length && line[at] == '"';
            found.Add(isQuoted ? Quoted(line, ref at) : Plain(line, ref at));
            if (at == line.Length)
            {
                fields = found;
                return true;
            }

            // Before the end only a comma ends a field, and at the end of the line a quote has to be closed.
            if (at < line.Length && line[at] == ',') continue;

            error = "A quote is wrong: it goes around a whole field, \"src=a,b\", and is doubled inside of one.";
            return false;
        }
    }

    private static bool NeedsQuotes(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") >= 0 || (field.Length > 0 && char.IsWhiteSpace(field[0]));

    /// <summary>Reads to the comma, or stops at a quote that must not be there.</summary>
    private static string Plain(string line, ref int at)
    {
        var start = at;
        var length = line.AsSpan(start).IndexOfAny(',', '"');
        at = length < 0 ? line.Length : start + length;
        return line[start..at];
    }

    /// <summary>Reads to behind the closing quote; behind the end of the line where there is none.</summary>
    private static string Quoted(string line, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                field.Append(line[at]);
            }
            else if (at + 1 < line.Length && line[at + 1] == '"')
            {
                field.Append(line[at++]);
            }
            else
            {
                at++;
                return field.ToString();
            }
        }

        at = line.Length + 1;
        return field.ToString();
    }
}
