using System.Text;

namespace ImageSdk.Contexts;

/// <summary>
/// What moby's <c>patternmatcher</c> makes of a pattern when it compiles it: some become plain comparisons, the others a
/// regular expression. The source of all of this is <c>Pattern.compile</c> in <c>moby/patternmatcher</c>, whose oddities
/// are kept: <c>|</c>, <c>^</c> and braces outside a class reach the expression as they are.
/// </summary>
/// <param name="Kind">How a path is compared.</param>
/// <param name="IsOdd">Whether only a regular expression has the same meaning.</param>
/// <param name="IsValid">Whether moby's expression would compile.</param>
/// <param name="Expression">The regular expression, in .NET's syntax; null unless asked for.</param>
internal readonly record struct PatternShape(PatternKind Kind, bool IsOdd, bool IsValid, string? Expression)
{
    /// <summary>Every further star multiplies the ways to match; from here on a regular expression is quicker.</summary>
    private const int MostStars = 3;

    /// <summary>Reads a cleaned pattern that is valid by Go's <c>filepath.Match</c>.</summary>
    /// <param name="pattern">The pattern, without the mark of an exception.</param>
    /// <param name="withExpression">Whether the expression is wanted also where the pattern is not odd.</param>
    public static PatternShape Of(string pattern, bool withExpression = false)
    {
        var kind = PatternKind.Exact;
        bool odd = false, valid = true;
        int stars = 0;
        var expression = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            switch (c)
            {
                case '*' when pattern.AsSpan(i).StartsWith("**"):
                    bool first = i == 0;
                    i += pattern.AsSpan(i + 2).StartsWith("/") ? 2 : 1;
                    if (i + 1 < pattern.Length)
                    {
                        expression.Append("(.*/)?");
                        kind = PatternKind.Wildcards;
                    }
                    else if (kind == PatternKind.Exact)
                    {
                        kind = PatternKind.Prefix;
                    }
                    else
                    {
                        expression.Append(".*");
                        kind = PatternKind.Wildcards;
                    }

                    kind = first ? PatternKind.Suffix : kind;
                    stars++;
                    break;

                case '*' or '?':
                    expression.Append(c == '*' ? "[^/]*" : "[^/]");
                    kind = PatternKind.Wildcards;
                    stars += c == '*' ? 1 : 0;
                    break;

                case '\\':
                    char escaped = pattern[++i];
                    odd |= char.IsAsciiLetterOrDigit(escaped);
                    valid &= IsEscapable(escaped);
                    expression.Append('\\').Append(escaped);
                    kind = PatternKind.Wildcards;
                    break;

                case '[':
                    ReadOnlySpan<char> rest = pattern.AsSpan(i);
                    GoGlob.TryClass(ref rest, default, out _);
                    int end = pattern.Length - rest.Length;
                    rest = pattern.AsSpan(i);
                    valid &= GoGlob.TryClass(ref rest, default, out _, ascending: true);
                    odd |= AppendClass(expression, pattern.AsSpan(i, end - i), ref valid);
                    i = end - 1;
                    kind = PatternKind.Wildcards;
                    break;

                case '.' or '+' or '(' or ')' or '$':
                    expression.Append('\\').Append(c);
                    break;

                default:
                    odd |= c is '|' or '^' || c == '{' && i + 1 < pattern.Length && char.IsAsciiDigit(pattern[i + 1]);
                    kind = c == ']' ? PatternKind.Wildcards : kind;
                    expression.Append(c);
                    break;
            }
        }

        odd |= stars > MostStars;
        bool compiles = kind != PatternKind.Wildcards || valid;
        return new PatternShape(kind, odd, compiles, odd || withExpression ? expression.Append(@"\z").ToString() : null);
    }

    /// <summary>Appends a class as moby does, which takes wildcards for wildcards there too; true when that happens.</summary>
    private static bool AppendClass(StringBuilder expression, ReadOnlySpan<char> text, ref bool valid)
    {
        bool odd = false;
        expression.Append('[');
        for (int i = 1; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\')
            {
                odd |= char.IsAsciiLetterOrDigit(text[i + 1]);
                valid &= IsEscapable(text[i + 1]);
                expression.Append(c).Append(text[++i]);
            }
            else if (c is '*' or '?')
            {
                odd = true;
                expression.Append(c == '*' ? "[^/]*" : "[^/]");
            }
            else
            {
                // Named classes and subtraction are where Go's syntax and .NET's differ; nobody means them here.
                odd |= c == '[';
                valid &= c != '[' || text[i - 1] != '-' && text[i + 1] != ':';
                expression.Append(c);
            }
        }

        return odd;
    }

    /// <summary>
    /// Letters and digits stand for something else when escaped, and most stand for nothing, which is an error.
    /// </summary>
    private static bool IsEscapable(char c) =>
        char.IsAsciiLetterOrDigit(c) ? "dDwWsSbBafnrtvAz".Contains(c) : char.IsAscii(c);
}
