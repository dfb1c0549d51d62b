using System.Text.RegularExpressions;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Requirements;

/// <summary>Something that pip is to install, as a file or a command names it (PEP 508).</summary>
/// <param name="Name">The name as written; empty where only a path or an address is given.</param>
/// <param name="Versions">Which versions are allowed.</param>
/// <param name="Source">The text that it stands in: a requirement file, or the Dockerfile.</param>
/// <param name="Span">Where it is written, without its options.</param>
internal sealed partial record Requirement(string Name, VersionRange Versions, SourceText Source, TextSpan Span)
{
    /// <summary>The name in the form in which names are compared (PEP 503).</summary>
    public string Key { get; } = Normalize(Name);

    /// <summary>The address or the path that it comes from; empty for an index.</summary>
    public string Url { get; init; } = "";

    /// <summary>The condition under which it is installed; empty for always.</summary>
    public string Marker { get; init; } = "";

    /// <summary>Whether hashes of what may be installed stand beside it.</summary>
    public bool HasHashes { get; init; }

    /// <summary>Whether it is a package of an index, and has a name.</summary>
    public bool IsFromIndex => Url.Length == 0 && Name.Length > 0;

    /// <summary>Whether it is a folder or a file of this machine.</summary>
    public bool IsLocal => Url.Length > 0 && !Url.Contains("://", StringComparison.Ordinal);

    /// <summary>
    /// Reads what stands in a requirement file or in a command; null for what is neither a name, a path nor an address.
    /// </summary>
    /// <param name="text">The text, quotes removed.</param>
    /// <param name="source">The text that it stands in.</param>
    /// <param name="span">Where it stands.</param>
    public static Requirement? Parse(string text, SourceText source, TextSpan span)
    {
        text = text.Trim();
        if (Direct().IsMatch(text) && !Named().Match(text).Groups["url"].Success)
        {
            var name = Egg().Match(text).Groups["name"].Value;
            return new Requirement(name, VersionRange.Any, source, span) { Url = text };
        }

        if (Named().Match(text) is not { Success: true } match
            || VersionRange.TryParse(match.Groups["versions"].Value) is not { } versions)
            return null;
        return new Requirement(match.Groups["name"].Value, versions, source, span)
        {
            Url = match.Groups["url"].Value,
            Marker = match.Groups["marker"].Value.Trim(),
        };
    }

    /// <summary>The form in which names are compared (PEP 503).</summary>
    public static string Normalize(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    /// <inheritdoc />
    public override string ToString() => Name.Length > 0 ? $"{Name}{Versions}" : Url;

    [GeneratedRegex(
        @"^(?<name>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(@\s*(?<url>\S+)|\(?(?<versions>[^;()@]*)\)?)\s*"
        + @"(;(?<marker>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Named();

    [GeneratedRegex(@"^([a-z+]+://|git\+|\.|/|file:)|://|\.(whl|zip|tar\.gz|tgz|tar\.bz2)(\[.*\])?$|^[^\s;=<>~!]*/")]
    private static partial Regex Direct();

    [GeneratedRegex(@"[#&]egg=(?<name>[A-Za-z0-9._-]+)")]
    private static partial Regex Egg();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
