using System.Diagnostics.CodeAnalysis;

namespace ImageSdk.References;

/// <summary>
/// A range of tags: a NuGet version range followed by the exact rest of the tag, such as <c>12.*-cudnn8-runtime-ubuntu22.04</c>,
/// <c>[3.11,3.12)-slim</c> or <c>v1.*</c>. A tag matches when its leading number is in the range and all the rest is the same,
/// so <c>3.12.0-rc.1-slim</c> is no <c>3.*-slim</c>.
/// </summary>
/// <remarks>
/// Source of the ranges: NuGet's documentation, "Version ranges" and "Floating version resolutions". This type holds text only,
/// so that NuGet.Versioning is loaded when a range is read or matched and never else.
/// </remarks>
public sealed record TagRange
{
    private TagRange(string prefix, string versions, string suffix) =>
        (Prefix, Versions, Suffix) = (prefix, versions, suffix);

    /// <summary><c>v</c> when the tags have that letter before their number, else empty.</summary>
    public string Prefix { get; }

    /// <summary>The version range as NuGet writes it, without spaces: <c>12.*</c>, <c>[3.11,3.12)</c>.</summary>
    public string Versions { get; }

    /// <summary>What follows the number in every matching tag: <c>-slim</c>; may be empty.</summary>
    public string Suffix { get; }

    /// <summary>Whether a tag is meant as a range: it has a <c>*</c>, <c>[</c> or <c>(</c>, which tags cannot have.</summary>
    public static bool IsRange(ReadOnlySpan<char> tag) => tag.ContainsAny('*', '[', '(');

    /// <summary>Reads a range, or says in a sentence why the text is not one.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out TagRange? range,
        [NotNullWhen(false)] out string? error)
    {
        var problem = Check(text ?? "", out range);
        error = null;
        if (range is not null)
            return true;
        error = $"'{text}' is not a range of tags: {problem}.";
        return false;
    }

    /// <summary>Reads a range that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not a range.</exception>
    public static TagRange Parse(string text) =>
        TryParse(text, out var range, out var error) ? range : throw new FormatException(error);

    /// <summary>Whether a tag is in the range.</summary>
    public bool Matches(string tag) => TagVersions.Best(this, [tag]) is not null;

    /// <summary>
    /// The tag with the highest version in the range, or null when none is. Of tags with the same version the longest number
    /// wins (<c>3.11.0</c> before <c>3.11</c>), because it moves least.
    /// </summary>
    public string? Best(IEnumerable<string> tags) => TagVersions.Best(this, tags);

    /// <summary>The range as written, without spaces.</summary>
    public override string ToString() => Prefix + Versions + Suffix;

    /// <summary>
    /// Takes a tag apart at the end of its leading number; false when it does not begin with the prefix and a number of one
    /// to four parts.
    /// </summary>
    internal bool TrySplit(string tag, out ReadOnlySpan<char> version, out int parts, out ReadOnlySpan<char> suffix)
    {
        version = suffix = default;
        parts = 0;
        if (!tag.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var at = Prefix.Length;
        while (at < tag.Length && char.IsAsciiDigit(tag[at]))
        {
            parts++;
            while (at < tag.Length && char.IsAsciiDigit(tag[at]))
                at++;
            if (at + 1 < tag.Length && tag[at] == '.' && char.IsAsciiDigit(tag[at + 1]))
                at++;
        }
        version = tag.AsSpan(Prefix.Length, at - Prefix.Length);
        suffix = tag.AsSpan(at);
        return parts is >= 1 and <= 4;
    }

    private static string? Check(string text, out TagRange? range)
    {
        range = null;
        var start = text.StartsWith('v') ? 1 : 0;
        var isBracketed = start < text.Length && text[start] is '[' or '(';
        var end = isBracketed ? text.AsSpan().IndexOfAny(']', ')') : text.IndexOf('*', StringComparison.Ordinal);
        if (end < 0)
            return isBracketed ? "the closing ']' or ')' is missing" : "it has neither a '*' nor brackets";

        var versions = text[start..(end + 1)].Replace(" ", "", StringComparison.Ordinal);
        var suffix = text[(end + 1)..];
        foreach (var c in suffix)
        {
            if (!ReferenceGrammar.IsTagCharacter(c))
                return $"after the versions '{versions}' must follow the exact rest of the tag, without '{c}'";
        }
        if (suffix.Length > 0 && char.IsAsciiDigit(suffix[suffix[0] == '.' && suffix.Length > 1 ? 1 : 0]))
            return $"the versions '{versions}' must not go on with '{suffix}'";
        if (TagVersions.Check(versions) is { } problem)
            return problem;
        range = new TagRange(text[..start], versions, suffix);
        return null;
    }
}
