using System.Text;

namespace ImageSdk.Contexts;

/// <summary>
/// Go's <c>filepath.Match</c> for one path component: <c>*</c>, <c>?</c>, classes and escapes. COPY and ADD match their
/// sources with it, and every pattern of an ignore file has to be valid by its grammar.
/// </summary>
internal static class GoGlob
{
    /// <summary>Windows separates paths with the character that escapes elsewhere, so Go knows no escapes there.</summary>
    private static readonly bool Escapes = !OperatingSystem.IsWindows();

    /// <summary>Whether a name is a pattern at all, rather than itself.</summary>
    public static bool HasWildcards(ReadOnlySpan<char> pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && Escapes)
                i++;
            else if (pattern[i] is '*' or '?' or '[')
                return true;
        }

        return false;
    }

    /// <summary>Whether the grammar accepts the pattern; where it does not, Go reports <c>syntax error in pattern</c>.</summary>
    public static bool IsValid(ReadOnlySpan<char> pattern)
    {
        while (pattern.Length > 0)
        {
            if (pattern[0] == '[')
            {
                if (!TryClass(ref pattern, default, out _))
                    return false;
            }
            else
            {
                int length = pattern[0] == '\\' && Escapes ? 2 : 1;
                if (length > pattern.Length)
                    return false;
                pattern = pattern[length..];
            }
        }

        return true;
    }

    /// <summary>Whether the pattern, which has to be valid, matches the whole of a name.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // The last star is the only one worth going back to: what earlier ones took can be taken by it as well.
        ReadOnlySpan<char> afterStar = default, retry = default;
        bool star = false;
        while (true)
        {
            if (pattern.Length > 0 && pattern[0] == '*')
            {
                star = true;
                pattern = afterStar = pattern[1..];
                retry = name;
            }
            else if (pattern.Length == 0 && name.Length == 0)
            {
                return true;
            }
            else if (pattern.Length == 0 || name.Length == 0 || !TryOne(ref pattern, ref name))
            {
                if (!star || retry.Length == 0)
                    return false;
                retry = retry[RuneLength(retry)..];
                pattern = afterStar;
                name = retry;
            }
        }
    }

    /// <summary>
    /// Reads a class, from its <c>[</c> past its <c>]</c>, and says whether it has the character; false when malformed.
    /// </summary>
    /// <param name="pattern">The pattern at the class, advanced past it.</param>
    /// <param name="character">The character to look for.</param>
    /// <param name="matches">Whether the class has it.</param>
    /// <param name="ascending">Whether a range that runs backwards is malformed too, as in a regular expression.</param>
    public static bool TryClass(ref ReadOnlySpan<char> pattern, Rune character, out bool matches, bool ascending = false)
    {
        matches = false;
        ReadOnlySpan<char> rest = pattern[1..];
        bool negated = rest.Length > 0 && rest[0] == '^';
        if (negated)
            rest = rest[1..];
        bool found = false;
        for (bool first = true; first || rest[0] != ']'; first = false)
        {
            if (!TryClassCharacter(ref rest, out Rune low))
                return false;
            Rune high = low;
            if (rest[0] == '-')
            {
                rest = rest[1..];
                if (!TryClassCharacter(ref rest, out high) || ascending && high < low)
                    return false;
            }

            found |= low <= character && character <= high;
        }

        matches = found != negated;
        pattern = rest[1..];
        return true;
    }

    /// <summary>The length in UTF-16 code units of the character that a text starts with.</summary>
    public static int RuneLength(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out _, out int length);
        return length;
    }

    private static bool TryOne(ref ReadOnlySpan<char> pattern, ref ReadOnlySpan<char> name)
    {
        Rune.DecodeFromUtf16(name, out Rune character, out int length);
        if (pattern[0] == '[')
        {
            if (!TryClass(ref pattern, character, out bool matches) || !matches)
                return false;
        }
        else if (pattern[0] == '?')
        {
            pattern = pattern[1..];
        }
        else
        {
            if (pattern[0] == '\\' && Escapes)
                pattern = pattern[1..];
            if (!pattern.StartsWith(name[..length]))
                return false;
            pattern = pattern[length..];
        }

        name = name[length..];
        return true;
    }

    private static bool TryClassCharacter(ref ReadOnlySpan<char> rest, out Rune character)
    {
        character = default;
        if (rest.Length == 0 || rest[0] is '-' or ']')
            return false;
        if (rest[0] == '\\' && Escapes)
            rest = rest[1..];
        if (rest.Length == 0)
            return false;
        Rune.DecodeFromUtf16(rest, out character, out int length);
        rest = rest[length..];
        return rest.Length > 0;
    }
}
