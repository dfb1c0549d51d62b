using ImageSdk.References;

namespace ImageSdk.Generation;

/// <summary>What is known of images that nobody here builds, by their names.</summary>
internal static class BaseKnowledge
{
    private static readonly HashSet<string> WithoutPython = new(StringComparer.Ordinal)
    {
        "debian", "ubuntu", "alpine", "busybox", "nvidia/cuda", "rocm/dev-ubuntu-22.04", "node", "golang", "rust", "ruby", "php",
        "perl", "openjdk", "eclipse-temurin", "amazoncorretto", "gcc", "scratch",
    };

    private static readonly HashSet<string> WithoutApt = new(StringComparer.Ordinal)
    {
        "alpine", "busybox", "fedora", "rockylinux", "almalinux", "amazonlinux", "scratch",
    };

    /// <summary>Whether it is known to have no Python.</summary>
    public static bool HasNoPython(string image) => NameOf(image) is var (name, _) && WithoutPython.Contains(name);

    /// <summary>Whether it is known to have no apt.</summary>
    public static bool HasNoApt(string image) =>
        NameOf(image) is var (name, tag) && (WithoutApt.Contains(name) || tag.Contains("alpine", StringComparison.Ordinal));

    /// <summary>A short text for cache ids: images of one name and tag have the same distribution.</summary>
    public static string Slug(string image)
    {
        var (name, tag) = NameOf(image) ?? (image.Split('@')[0], "");
        var text = string.Concat($"{name}-{tag}".ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));
        return string.Join('-', text.Split('-', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The name without registry and <c>library/</c>, and the tag; null for what is no reference.</summary>
    private static (string Name, string Tag)? NameOf(string image)
    {
        if (image == "scratch") return (image, "");
        var at = image.LastIndexOf(':');
        // A range of tags is no reference.
        if (!ImageReference.TryParse(image, out var reference, out _)
            && (at < 0 || !ImageReference.TryParse(image[..at], out reference, out _)))
        {
            return null;
        }

        var path = reference.Path.StartsWith("library/", StringComparison.Ordinal)
            ? reference.Path["library/".Length..]
            : reference.Path;
        return (path, reference.Tag ?? (at > image.LastIndexOf('/') ? image[(at + 1)..].Split('@')[0] : ""));
    }
}
