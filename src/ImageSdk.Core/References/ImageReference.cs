using System.Diagnostics.CodeAnalysis;

namespace ImageSdk.References;

/// <summary>
/// The name of an image: a repository and, when given, a tag and a digest. Read by Docker's rules, so
/// <c>python:3.11-slim</c> is <c>docker.io/library/python:3.11-slim</c>. Equal names are equal values, however they were written.
/// </summary>
/// <remarks>
/// Source: github.com/distribution/reference (ParseNormalizedNamed). One difference: a first part with a dot and an underscore
/// (<c>my_host.x/app</c>) is refused, where Docker reads a name without any registry.
/// </remarks>
public sealed record ImageReference
{
    private ImageReference(string domain, string path, string? tag, ImageDigest? digest) =>
        (Domain, Path, Tag, Digest) = (domain, path, tag, digest);

    /// <summary>The registry's host name, with its port when there is one: <c>docker.io</c>, <c>localhost:5000</c>.</summary>
    public string Domain { get; }

    /// <summary>The name within the registry: <c>library/python</c>.</summary>
    public string Path { get; }

    /// <summary>The tag as written; null when none was, and then <see cref="TagOrLatest"/> says what tools assume.</summary>
    public string? Tag { get; }

    /// <summary>The digest as written, or null. With one, the tag is only for people.</summary>
    public ImageDigest? Digest { get; }

    /// <summary>Registry and path: <c>docker.io/library/python</c>.</summary>
    public string Repository => $"{Domain}/{Path}";

    /// <summary>The tag, or <c>latest</c> where none was written.</summary>
    public string TagOrLatest => Tag ?? "latest";

    /// <summary>
    /// The short form that people write: <c>python:3.11-slim</c>. Docker Hub and its namespace <c>library</c> are left out
    /// where reading the short form gives the same name again.
    /// </summary>
    public string Familiar => Suffixed(FamiliarRepository());

    /// <summary>Reads a reference, or says in a whole sentence which part of the text is wrong.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out ImageReference? reference,
        [NotNullWhen(false)] out string? error)
    {
        error = TryRead(text, out reference);
        if (error is null && reference is not null)
            return true;
        error = $"'{text}' is not an image reference: {error}.";
        reference = null;
        return false;
    }

    /// <summary>Reads a reference that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not a reference.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference, out var error) ? reference : throw new FormatException(error);

    /// <summary>The same repository and digest with another tag; null removes the tag.</summary>
    /// <exception cref="FormatException">The tag is not one.</exception>
    public ImageReference WithTag(string? tag)
    {
        if (tag is not null && ReferenceGrammar.CheckTag(tag) is { } problem)
            throw new FormatException($"'{tag}' is not a tag: {problem}.");
        return new ImageReference(Domain, Path, tag, Digest);
    }

    /// <summary>The same repository and tag with another digest; null removes the digest.</summary>
    public ImageReference WithDigest(ImageDigest? digest) => new(Domain, Path, Tag, digest);

    /// <summary>The canonical form with the registry: <c>docker.io/library/python:3.11-slim</c>.</summary>
    public override string ToString() => Suffixed(Repository);

    private static string? TryRead(string? text, out ImageReference? reference)
    {
        reference = null;
        if (string.IsNullOrWhiteSpace(text))
            return "it is empty";
        if (text[0] == '-')
            return "it begins with a dash, which a command line would take for an option";
        if (ReferenceGrammar.IsIdentifier(text))
            return $"64 hexadecimal digits alone are an image id; write 'name@sha256:{text}'";

        var (domain, remainder) = SplitDomain(text);
        var at = remainder.IndexOf('@', StringComparison.Ordinal);
        var named = at < 0 ? remainder : remainder[..at];
        var colon = named.IndexOf(':', StringComparison.Ordinal);
        var path = colon < 0 ? named : named[..colon];
        var tag = colon < 0 ? null : named[(colon + 1)..];

        if (domain is not null && ReferenceGrammar.CheckDomain(domain) is { } domainProblem)
            return domainProblem;
        if (ReferenceGrammar.HasUpperCase(path) && ReferenceGrammar.CheckPath(path.ToLowerInvariant()) is null)
        {
            var before = text.AsSpan(0, text.Length - remainder.Length);
            var lower = string.Concat(before, path.ToLowerInvariant(), remainder.AsSpan(path.Length));
            return $"the repository path '{path}' must be lower case; write '{lower}'";
        }

        // Docker counts what it adds: the limit is for 'library/python', not for 'python'.
        var isOfficial = domain is null or ReferenceGrammar.DefaultDomain && !path.Contains('/');
        var fullPath = isOfficial ? $"{ReferenceGrammar.OfficialNamespace}/{path}" : path;
        if ((ReferenceGrammar.CheckPath(path) ?? ReferenceGrammar.CheckPath(fullPath)) is { } pathProblem)
            return pathProblem;
        if (tag is not null && ReferenceGrammar.CheckTag(tag) is { } tagProblem)
            return tagProblem;
        ImageDigest? digest = null;
        if (at >= 0 && !ImageDigest.TryParse(remainder[(at + 1)..], out digest, out var digestProblem))
            return digestProblem.TrimEnd('.');

        reference = new ImageReference(domain ?? ReferenceGrammar.DefaultDomain, fullPath, tag, digest);
        return null;
    }

    /// <summary>The registry, null when none is written, and the text after it.</summary>
    private static (string? Domain, string Remainder) SplitDomain(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !ReferenceGrammar.IsDomain(text.AsSpan(0, slash)))
            return (null, text);
        var domain = text[..slash];
        return (domain == "index.docker.io" ? ReferenceGrammar.DefaultDomain : domain, text[(slash + 1)..]);
    }

    private string FamiliarRepository()
    {
        if (Domain != ReferenceGrammar.DefaultDomain)
            return Repository;
        var slash = Path.IndexOf('/', StringComparison.Ordinal);
        if (Path.AsSpan(0, slash) is ReferenceGrammar.OfficialNamespace && Path.IndexOf('/', slash + 1) < 0)
        {
            var name = Path[(slash + 1)..];
            return ReferenceGrammar.IsIdentifier(name) && Tag is null && Digest is null ? Repository : name;
        }
        return ReferenceGrammar.IsDomain(Path.AsSpan(0, slash)) ? Repository : Path;
    }

    private string Suffixed(string repository) => (Tag, Digest) switch
    {
        (null, null) => repository,
        (_, null) => $"{repository}:{Tag}",
        (null, _) => $"{repository}@{Digest}",
        _ => $"{repository}:{Tag}@{Digest}",
    };
}
