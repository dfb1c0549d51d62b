using ImageSdk.References;

namespace ImageSdk.Analysis.Images;

/// <summary>What is known of images that nobody here builds. Of all others nothing is known, and rules that need to know stay silent.</summary>
internal static class KnownBases
{
    /// <summary>Official and vendors' images that run as root, and have no entrypoint that would be an init.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "debian", "ubuntu", "alpine", "busybox", "buildpack-deps", "fedora", "rockylinux", "almalinux", "amazonlinux", "python", "node", "golang", "rust",
        "ruby", "php", "perl", "openjdk", "eclipse-temurin", "amazoncorretto", "gcc", "pypy", "nvidia/cuda", "pytorch/pytorch", "tensorflow/tensorflow",
        "continuumio/miniconda3", "rocm/pytorch", "rocm/dev-ubuntu-22.04",
    };

    /// <summary>Those that are made of Debian as it is, unless the tag says otherwise.</summary>
    private static readonly HashSet<string> Debian = new(StringComparer.Ordinal)
    {
        "debian", "python", "node", "golang", "rust", "ruby", "php", "perl", "openjdk", "gcc", "pypy", "buildpack-deps",
    };

    private static readonly string[] OtherTags = ["slim", "alpine", "windows", "nanoserver", "ubuntu", "jammy", "noble", "focal", "oracle", "rootless", "nonroot"];

    /// <summary>Whether it is one that runs as root and has no init.</summary>
    public static bool RunsAsRoot(string image) => NameOf(image) is var (name, tag) && Plain.Contains(name) && !tag.Contains("root", StringComparison.Ordinal);

    /// <summary>Whether it has the whole of Debian, with manuals and documentation: the slim ones tell dpkg to leave these out.</summary>
    public static bool IsWholeDebian(string image) =>
        NameOf(image) is var (name, tag) && Debian.Contains(name) && !OtherTags.Any(other => tag.Contains(other, StringComparison.Ordinal));

    /// <summary>Whether it is a distribution with a C library, a shell and a package manager, and nothing else.</summary>
    public static bool IsDistribution(string image) => NameOf(image) is ("debian" or "ubuntu", _);

    /// <summary>Whether it is the compiler of a language whose programs need nothing but themselves.</summary>
    public static bool IsCompiler(string image) => NameOf(image) is ("golang" or "rust", _);

    /// <summary>Whether programs in it use NVIDIA's GPUs: NVIDIA's own image, of any registry, or one whose tag says so, such as <c>pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime</c>.</summary>
    public static bool HasCuda(string image) => ImageRequest.TryParse(image, out var request, out _)
        && (request.Repository.EndsWith("/nvidia/cuda", StringComparison.Ordinal) || request.Key[request.Repository.Length..].Contains("cuda", StringComparison.Ordinal));

    /// <summary>The name as on Docker Hub, without <c>library/</c>, and the tag; null for another registry.</summary>
    private static (string Name, string Tag)? NameOf(string image) =>
        ImageReference.TryParse(image, out var reference, out _) && reference.Domain == "docker.io"
            ? (reference.Path.StartsWith("library/", StringComparison.Ordinal) ? reference.Path["library/".Length..] : reference.Path, reference.Tag ?? "")
            : null;
}
