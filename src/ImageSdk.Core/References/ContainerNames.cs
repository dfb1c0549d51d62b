using System.Diagnostics.CodeAnalysis;

namespace ImageSdk.References;

/// <summary>
/// Checks of the project properties <c>ContainerRegistry</c>, <c>ContainerRepository</c>, <c>ContainerImageTag</c> and
/// <c>ContainerImageTags</c>. Each check returns null, or in a whole sentence what is wrong and what to write instead.
/// </summary>
public static class ContainerNames
{
    /// <summary>Checks a registry: a host name and, where needed, a port.</summary>
    public static string? CheckRegistry(string registry)
    {
        if (string.IsNullOrWhiteSpace(registry))
            return "The registry is empty.";
        if (registry.Contains("://", StringComparison.Ordinal))
        {
            var host = registry[(registry.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');
            return $"'{registry}' is not a registry: write the host without the scheme, '{host}'.";
        }
        if (registry.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0)
        {
            return $"'{registry}' is not a registry: the registry is '{registry[..slash]}' alone; "
                + "the path belongs to the repository (ContainerRepository).";
        }
        if (ReferenceGrammar.CheckDomain(registry) is { } problem)
            return $"'{registry}' is not a registry: {problem}.";
        return ReferenceGrammar.IsDomain(registry)
            ? null
            : $"'{registry}' would be read as a namespace of Docker Hub: a registry needs a dot or a port, "
                + $"such as '{registry}:443' or '{registry}.example.com'.";
    }

    /// <summary>Checks a repository: a path in lower case, without registry, tag and digest.</summary>
    public static string? CheckRepository(string repository)
    {
        if (string.IsNullOrWhiteSpace(repository))
            return "The repository is empty.";
        if (repository.AsSpan().ContainsAny(':', '@'))
        {
            return $"'{repository}' is not a repository: tags are set with ContainerImageTags and the registry with "
                + "ContainerRegistry.";
        }
        if (ReferenceGrammar.CheckPath(repository) is not { } problem)
            return null;
        var lower = repository.ToLowerInvariant();
        return ReferenceGrammar.CheckPath(lower) is null
            ? $"'{repository}' is not a repository: it must be lower case; write '{lower}'."
            : $"'{repository}' is not a repository: {problem}.";
    }

    /// <summary>Checks one tag.</summary>
    public static string? CheckTag(string tag) =>
        ReferenceGrammar.CheckTag(tag) is { } problem ? $"'{tag}' is not an image tag: {problem}." : null;

    /// <summary>Reads tags divided by semicolons; space around tags, empty parts and repetitions count for nothing.</summary>
    public static bool TryParseTags(
        string text,
        [NotNullWhen(true)] out IReadOnlyList<string>? tags,
        [NotNullWhen(false)] out string? error)
    {
        var found = new List<string>();
        tags = null;
        foreach (var tag in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            error = CheckTag(tag);
            if (error is not null)
                return false;
            if (!found.Contains(tag))
                found.Add(tag);
        }
        error = found.Count == 0 ? "The list of image tags is empty." : null;
        if (error is not null)
            return false;
        tags = found;
        return true;
    }
}
