using NuGet.Versioning;

namespace ImageSdk.References;

/// <summary>The only place that touches NuGet.Versioning, so that its assembly is loaded for ranges and never else.</summary>
internal static class TagVersions
{
    /// <summary>The reason why a text is not a version range, as the end of a sentence; null when it is one.</summary>
    public static string? Check(string versions)
    {
        foreach (var c in versions)
        {
            if (!char.IsAsciiDigit(c) && c is not ('.' or '*' or ',' or '[' or ']' or '(' or ')'))
                return $"'{c}' cannot stand in the versions '{versions}'; the rest of the tag follows the closing bracket or '*'";
        }
        // NuGet reads '12*' and means neither what it looks like nor what people want.
        var star = versions.IndexOf('*', StringComparison.Ordinal);
        if (star > 0 && char.IsAsciiDigit(versions[star - 1]))
            return $"a '*' stands for whole parts of a version; write '{versions[..star]}.*'";
        return VersionRange.TryParse(versions, allowFloating: true, out _)
            ? null
            : $"'{versions}' is not a NuGet version range, such as '3.11.*' or '[3.11,3.12)', or has no version in it";
    }

    /// <summary>The highest tag in a range; see <see cref="TagRange.Best"/>.</summary>
    public static string? Best(TagRange wanted, IEnumerable<string> tags)
    {
        var range = VersionRange.Parse(wanted.Versions, allowFloating: true);
        (string Tag, NuGetVersion Version, int Parts)? best = null;
        foreach (var tag in tags)
        {
            if (!wanted.TrySplit(tag, out var number, out var parts, out var suffix)
                || !suffix.SequenceEqual(wanted.Suffix)
                || !NuGetVersion.TryParse(number.ToString(), out var version)
                || !IsIn(range, version))
            {
                continue;
            }
            if (best is not { } other || IsBetter((tag, version, parts), other))
                best = (tag, version, parts);
        }
        return best?.Tag;
    }

    /// <summary>NuGet lets a floating range take a higher version when it must; a tag range means what it says.</summary>
    private static bool IsIn(VersionRange range, NuGetVersion version) =>
        range.Satisfies(version) && (!range.IsFloating || range.Float!.Satisfies(version));

    private static bool IsBetter(
        (string Tag, NuGetVersion Version, int Parts) one, (string Tag, NuGetVersion Version, int Parts) other)
    {
        var order = one.Version.CompareTo(other.Version);
        if (order == 0)
            order = one.Parts.CompareTo(other.Parts);
        return (order == 0 ? string.CompareOrdinal(one.Tag, other.Tag) : order) > 0;
    }
}
