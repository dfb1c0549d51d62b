using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.References;

namespace ImageSdk.Analysis.Images;

/// <summary>
/// What is known, by their names, of images that nobody here builds. Of all others nothing is known, and rules that need to know
/// stay silent.
/// </summary>
internal static partial class KnownBases
{
    /// <summary>Official images that are made of Debian, the whole of it unless the tag says otherwise.</summary>
    private static readonly HashSet<string> OnDebian = new(StringComparer.Ordinal)
    {
        "debian", "python", "node", "golang", "rust", "ruby", "php", "perl", "openjdk", "gcc", "pypy", "buildpack-deps",
    };

    /// <summary>Other official and vendors' images that run as root, and have no entrypoint that would be an init.</summary>
    private static readonly HashSet<string> OtherPlain = new(StringComparer.Ordinal)
    {
        "ubuntu", "alpine", "busybox", "fedora", "rockylinux", "almalinux", "amazonlinux", "eclipse-temurin", "amazoncorretto",
        "nvidia/cuda", "pytorch/pytorch", "tensorflow/tensorflow", "continuumio/miniconda3", "rocm/pytorch",
        "rocm/dev-ubuntu-22.04",
    };

    private static readonly Dictionary<string, string> UbuntuReleases = new(StringComparer.Ordinal)
    {
        ["trusty"] = "14.04", ["xenial"] = "16.04", ["bionic"] = "18.04", ["focal"] = "20.04", ["jammy"] = "22.04",
        ["noble"] = "24.04",
    };

    private static readonly Dictionary<string, string> DebianReleases = new(StringComparer.Ordinal)
    {
        ["stretch"] = "9", ["buster"] = "10", ["bullseye"] = "11", ["bookworm"] = "12", ["trixie"] = "13",
    };

    private static readonly string[] NotWholeDebian =
    [
        "slim", "alpine", "windows", "nanoserver", "ubuntu", "jammy", "noble", "focal", "oracle", "rootless", "nonroot",
    ];

    /// <summary>Whether it is an official image of a name, whatever its tag.</summary>
    public static bool IsOfficial(string image, string name) => NameOf(image)?.Name == name;

    /// <summary>Whether it is one that runs as root and has no init.</summary>
    public static bool RunsAsRoot(string image) =>
        NameOf(image) is var (name, tag) && (OnDebian.Contains(name) || OtherPlain.Contains(name))
        && !tag.Contains("root", StringComparison.Ordinal);

    /// <summary>
    /// Whether it is one with a distribution, a language or CUDA alone, or <c>scratch</c>: no framework for machine learning is
    /// in it.
    /// </summary>
    public static bool HasNoFrameworks(string image) => image is "scratch" or "" || (NameOf(image) is var (name, _)
            ? OnDebian.Contains(name) || name is "ubuntu" or "alpine" or "busybox" or "fedora" or "rockylinux" or "almalinux"
            or "amazonlinux" or "eclipse-temurin" or "amazoncorretto" or "nginx" or "postgres"
            : image.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal)
            || image.StartsWith("gcr.io/distroless/", StringComparison.Ordinal))
        || (ImageReference.TryParse(image, out var reference, out _)
            && reference.Path.EndsWith("nvidia/cuda", StringComparison.Ordinal));

    /// <summary>
    /// The user of images that are known to run as another than root; empty for all others, which do as a rule.
    /// </summary>
    public static string UserOf(string image) => !ImageReference.TryParse(image, out var reference, out _) ? ""
        : reference.Path == "mambaorg/micromamba" ? "mambauser"
        : reference.Path.StartsWith("jupyter/", StringComparison.Ordinal) ? "jovyan"
        : "";

    /// <summary>
    /// Whether it has the whole of Debian, with manuals and documentation: the slim ones tell dpkg to leave these out. A digest
    /// without a tag does not say which one it is.
    /// </summary>
    public static bool IsWholeDebian(string image) =>
        NameOf(image) is var (name, tag) && OnDebian.Contains(name) && (tag.Length > 0 || !image.Contains('@'))
        && !NotWholeDebian.Any(other => tag.Contains(other, StringComparison.Ordinal));

    /// <summary>
    /// The packages for development that an official image certainly has: those of <c>buildpack-deps</c>, on which the images of
    /// several languages are based.
    /// </summary>
    public static IReadOnlyList<string> DevelopmentPackages(string image) => !IsWholeDebian(image) ? [] : NameOf(image) switch
    {
        ("python" or "node" or "ruby" or "perl" or "gcc" or "pypy" or "rust", _) =>
            ["autoconf", "automake", "build-essential", "ca-certificates", "git", "gnupg", "openssh-client", "patch", "unzip"],
        ("golang", _) => ["build-essential", "ca-certificates", "git", "gnupg", "openssh-client", "pkg-config"],
        _ => [],
    };

    /// <summary>Whether it is known to have the certificates of authorities.</summary>
    public static bool HasCertificates(string image) => DevelopmentPackages(image).Count > 0
        || (NameOf(image) is ("python" or "pypy" or "ruby" or "golang" or "rust" or "php", _) && !IsWindows(image));

    /// <summary>Whether it is a distribution with a C library, a shell and a package manager, and nothing else.</summary>
    public static bool IsDistribution(string image) => NameOf(image) is ("debian" or "ubuntu", _);

    /// <summary>Whether it is the compiler of a language whose programs need nothing but themselves.</summary>
    public static bool IsCompiler(string image) => NameOf(image) is ("golang" or "rust", _);

    /// <summary>Whether it is Alpine, by its name or tag.</summary>
    public static bool IsAlpine(string image) => ImageReference.TryParse(image, out var reference, out _)
        && (reference.Path.Split('/')[^1].Contains("alpine", StringComparison.Ordinal)
            || reference.Tag?.Contains("alpine", StringComparison.Ordinal) == true);

    /// <summary>Whether it has nothing of CUDA.</summary>
    public static bool IsWithoutCuda(string image) =>
        NameOf(image) is var (name, _) && (OnDebian.Contains(name) || name is "ubuntu" or "postgres" or "nginx")
        && !image.Contains("cuda", StringComparison.Ordinal);

    /// <summary>
    /// Whether its name says that it is there for Windows only. A name such as <c>dockcross/windows-static-x64</c> does not: that
    /// is a compiler on Linux.
    /// </summary>
    public static bool IsWindows(string image)
    {
        if (!ImageReference.TryParse(image, out var reference, out _))
            return false;
        var folders = reference.Path.Split('/');
        return (reference.Domain == "mcr.microsoft.com"
            && (folders.Contains("windows") || reference.Path.StartsWith("dotnet/framework", StringComparison.Ordinal)))
            || Parts().Split(folders[^1]).Concat(Parts().Split(reference.Tag ?? ""))
            .Any(part => part is "nanoserver" or "servercore" or "windowsservercore")
            || WindowsTag().IsMatch(reference.Tag ?? "");
    }

    /// <summary>
    /// Distribution and release, such as <c>debian</c> and <c>12</c>; null where the name does not tell, an empty release
    /// likewise.
    /// </summary>
    public static (string Name, string Release)? Distribution(string image)
    {
        if (!ImageReference.TryParse(image, out var reference, out _))
            return null;
        var familiar = reference.Familiar;
        var tag = familiar[(familiar.LastIndexOf('/') + 1)..];
        var parts = Parts().Split(tag);
        if (parts.Select(UbuntuReleases.GetValueOrDefault).FirstOrDefault(release => release is not null) is { } ubuntu)
            return ("ubuntu", ubuntu);
        if (UbuntuNumber().Match(tag) is { Success: true } number)
            return ("ubuntu", number.Groups["release"].Value);
        if (tag.Contains("alpine", StringComparison.Ordinal))
            return null;
        if (parts.Select(DebianReleases.GetValueOrDefault).FirstOrDefault(release => release is not null) is { } debian)
            return ("debian", debian);
        if (DebianNumber().Match(familiar) is { Success: true } debianNumber)
            return ("debian", debianNumber.Groups["release"].Value);
        return NameOf(image) switch
        {
            ("ubuntu", _) => ("ubuntu", ""),
            ("debian" or "python" or "node" or "golang" or "rust", _) => ("debian", ""),
            _ => null,
        };
    }

    /// <summary>
    /// Whether programs in it use NVIDIA's GPUs: NVIDIA's own image, of any registry, or one whose tag says so, such as
    /// <c>pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime</c>.
    /// </summary>
    public static bool HasCuda(string image) => ImageRequest.TryParse(image, out var request, out _)
        && (request.Repository.EndsWith("/nvidia/cuda", StringComparison.Ordinal)
            || request.Key[request.Repository.Length..].Contains("cuda", StringComparison.Ordinal));

    /// <summary>
    /// Where a package manager of a distribution keeps its cache; null where name and tag of the base do not tell.
    /// </summary>
    /// <param name="program">The name of the program.</param>
    /// <param name="image">The base image.</param>
    public static string? CacheOf(string program, string image)
    {
        if (!ImageReference.TryParse(image, out var reference, out _))
            return null;
        var name = reference.Path[(reference.Path.LastIndexOf('/') + 1)..];
        var tag = reference.Tag ?? "";
        var release = int.TryParse(tag.Split('.', '-')[0], CultureInfo.InvariantCulture, out var number) ? number : 0;
        var isEnterprise = name is "rockylinux" or "almalinux" or "ubi8" or "ubi9" or "ubi10"
            || (name is "ubi" && reference.Path.StartsWith("ubi", StringComparison.Ordinal))
            || (name == "amazonlinux" && release > 2000)
            || (name == "centos" && tag.StartsWith("stream", StringComparison.Ordinal));
        return (program, name) switch
        {
            // Fedora 41 has dnf5 under both names.
            ("dnf5", _) => "/var/cache/libdnf5",
            ("dnf" or "yum", "fedora") => release > 40 ? "/var/cache/libdnf5" : release > 21 ? "/var/cache/dnf" : null,
            ("dnf" or "yum", _) when isEnterprise => "/var/cache/dnf",
            ("yum", "centos" or "amazonlinux") when release is 2 or 7 => "/var/cache/yum",
            ("microdnf", "ubi-minimal" or "ubi8-minimal" or "ubi9-minimal" or "ubi10-minimal") => "/var/cache/yum",
            ("zypper", "leap" or "tumbleweed" or "bci-base") => "/var/cache/zypp",
            ("conda" or "mamba", "miniconda3" or "anaconda3" or "miniforge3" or "mambaforge") => "/opt/conda/pkgs",
            ("conda", _) when reference.Path == "pytorch/pytorch" => "/opt/conda/pkgs",
            _ => null,
        };
    }

    /// <summary>The name as on Docker Hub, without <c>library/</c>, and the tag; null for another registry.</summary>
    private static (string Name, string Tag)? NameOf(string image) =>
        ImageReference.TryParse(image, out var reference, out _) && reference.Domain == "docker.io"
            ? (reference.Path.StartsWith("library/", StringComparison.Ordinal)
                ? reference.Path["library/".Length..]
                : reference.Path, reference.Tag ?? "")
            : null;

    /// <summary><c>ltsc2022</c> as in <c>8.0-nanoserver-ltsc2022</c>, <c>windows-amd64</c>.</summary>
    [GeneratedRegex(@"(^|[-_.])(ltsc\d{4}|windows(-?(amd64|arm64|\d+))?)([-_.]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex WindowsTag();

    [GeneratedRegex("[-_:.@]")]
    private static partial Regex Parts();

    [GeneratedRegex(@"ubuntu[:-]?(?<release>\d\d\.\d\d)")]
    private static partial Regex UbuntuNumber();

    [GeneratedRegex(@"^debian:(?<release>\d+)")]
    private static partial Regex DebianNumber();
}
