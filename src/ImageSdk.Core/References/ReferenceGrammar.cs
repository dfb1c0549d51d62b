namespace ImageSdk.References;

/// <summary>
/// The character rules of image references, scanned by hand: references are read in every evaluation, and constructing
/// regular expressions would cost more than all the reading. Each check returns null, or the reason as the end of a sentence.
/// </summary>
/// <remarks>Source: github.com/distribution/reference, the grammar in reference.go and regexp.go.</remarks>
internal static class ReferenceGrammar
{
    public const string DefaultDomain = "docker.io";
    public const string OfficialNamespace = "library";
    public const int MaximumPathLength = 255;
    public const int MaximumTagLength = 128;

    /// <summary>Whether the part before the first slash names a registry and not a namespace of Docker Hub.</summary>
    public static bool IsDomain(ReadOnlySpan<char> first) =>
        first is "localhost" || first.ContainsAny('.', ':') || HasUpperCase(first);

    public static bool HasUpperCase(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.ToLowerInvariant(c) != c)
                return true;
        }
        return false;
    }

    /// <summary>Sixty-four lower-case hexadecimal digits: the engine would take such a name for an image id.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> text) =>
        text.Length == 64 && IsLowerHex(text);

    public static bool IsLowerHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
                return false;
        }
        return true;
    }

    public static string? CheckDomain(string domain)
    {
        var host = domain.AsSpan();
        var isIPv6 = host.StartsWith('[');
        var portAt = isIPv6 ? host.IndexOf(']') + 1 : host.IndexOf(':');
        if (portAt >= (isIPv6 ? 1 : 0) && portAt < host.Length)
        {
            var port = host[portAt..];
            if (port.Length < 2 || port[0] != ':' || port[1..].ContainsAnyExceptInRange('0', '9'))
                return $"the registry '{domain}' must be a host name and, after a colon, a port number";
            host = host[..portAt];
        }

        return isIPv6 ? CheckIPv6(domain, host) : CheckHostName(domain, host);
    }

    public static string? CheckPath(string path)
    {
        if (path.Length > MaximumPathLength)
            return $"the repository path has {path.Length} characters, more than the {MaximumPathLength} that are allowed";
        foreach (var component in path.AsSpan().Split('/'))
        {
            if (CheckPathComponent(path.AsSpan(component), path) is { } problem)
                return problem;
        }
        return null;
    }

    public static string? CheckTag(string tag)
    {
        if (tag.Length == 0)
            return "the tag after the colon is empty";
        if (tag.Length > MaximumTagLength)
            return $"the tag has {tag.Length} characters, more than the {MaximumTagLength} that are allowed";
        if (tag[0] is '.' or '-')
            return $"the tag '{tag}' must not begin with '{tag[0]}'";
        foreach (var c in tag)
        {
            if (!IsTagCharacter(c))
                return $"the tag '{tag}' must not contain {Name(c)}; letters, digits, '_', '.' and '-' are allowed";
        }
        return null;
    }

    public static bool IsTagCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';

    private static string? CheckPathComponent(ReadOnlySpan<char> component, string path)
    {
        if (component.IsEmpty)
            return path.Length == 0 ? "the repository name is missing" : $"the repository path '{path}' has an empty part";
        var at = 0;
        while (true)
        {
            var start = at;
            while (at < component.Length && (char.IsAsciiDigit(component[at]) || char.IsAsciiLetterLower(component[at])))
                at++;
            if (at == component.Length && at > start)
                return null;
            if (at < component.Length && component[at] is not ('.' or '_' or '-'))
                return $"the repository path '{path}' must not contain {Name(component[at])}";
            if (at == start)
            {
                return $"in the repository path '{path}', the separators '.', '_', '__' and '-' must stand between "
                    + "lower-case letters or digits";
            }
            at += SeparatorLength(component[at..]);
        }
    }

    /// <summary>One dot, one or two underscores, or any number of dashes.</summary>
    private static int SeparatorLength(ReadOnlySpan<char> text) => text[0] switch
    {
        '-' => text.IndexOfAnyExcept('-') is var end and >= 0 ? end : text.Length,
        '_' when text.StartsWith("__") => 2,
        _ => 1,
    };

    private static string? CheckIPv6(string domain, ReadOnlySpan<char> host)
    {
        var isAddress = host.Length > 2 && host[^1] == ']';
        foreach (var c in isAddress ? host[1..^1] : [])
            isAddress &= char.IsAsciiHexDigit(c) || c == ':';
        return isAddress ? null : $"the registry '{domain}' must be an IPv6 address in square brackets, without a zone";
    }

    private static string? CheckHostName(string domain, ReadOnlySpan<char> host)
    {
        foreach (var range in host.Split('.'))
        {
            var part = host[range];
            if (part.IsEmpty)
                return $"the registry '{domain}' has an empty part in its host name";
            foreach (var c in part)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return $"the registry '{domain}' must not contain {Name(c)}";
            }
            if (part[0] == '-' || part[^1] == '-')
                return $"no part of the registry '{domain}' may begin or end with '-'";
        }
        return null;
    }

    private static string Name(char c) => c switch
    {
        _ when char.IsWhiteSpace(c) => "white space",
        _ when char.IsControl(c) => $"the control character U+{(int)c:X4}",
        _ => $"'{c}'",
    };
}
