using System.Text.RegularExpressions;
using ImageSdk.References;

namespace ImageSdk.Analysis.Commands;

/// <summary>What is known of well-known images by their names.</summary>
internal static partial class BaseImages
{
    private static readonly HashSet<string> OnDebian = new(StringComparer.Ordinal)
    {
        "debian", "python", "node", "golang", "rust", "buildpack-deps", "ruby", "openjdk", "gcc", "perl", "php", "postgres", "nginx",
    };

    private static readonly Dictionary<string, string> UbuntuReleases = new(StringComparer.Ordinal)
    {
        ["trusty"] = "14.04", ["xenial"] = "16.04", ["bionic"] = "18.04", ["focal"] = "20.04", ["jammy"] = "22.04", ["noble"] = "24.04",
    };

    private static readonly Dictionary<string, string> DebianReleases = new(StringComparer.Ordinal)
    {
        ["stretch"] = "9", ["buster"] = "10", ["bullseye"] = "11", ["bookworm"] = "12", ["trixie"] = "13",
    };

    /// <summary>Whether a name is that of one of Docker's official images, whatever its tag.</summary>
    public static bool IsOfficial(string image, string name) => Repository(image) == name;

    /// <summary>Whether it is a plain base, of which it is known that it has nothing of CUDA.</summary>
    public static bool IsPlain(string image) => Repository(image) is { } name && (OnDebian.Contains(name) || name is "ubuntu") && !image.Contains("cuda", StringComparison.Ordinal);

    /// <summary>Distribution and release, such as <c>debian</c> and <c>12</c>; null where the name does not tell, an empty release likewise.</summary>
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
        if (parts.Contains("alpine") || AlpineTag().IsMatch(tag))
            return null;
        if (parts.Select(DebianReleases.GetValueOrDefault).FirstOrDefault(release => release is not null) is { } debian)
            return ("debian", debian);
        if (DebianNumber().Match(familiar) is { Success: true } debianNumber)
            return ("debian", debianNumber.Groups["release"].Value);
        return Repository(image) is { } name ? name == "ubuntu" ? ("ubuntu", "") : OnDebian.Contains(name) && name is "debian" or "python" or "node" or "golang" or "rust" ? ("debian", "") : null : null;
    }

    /// <summary>The name of an official image; null for any other.</summary>
    private static string? Repository(string image)
    {
        if (!ImageReference.TryParse(image, out var reference, out _))
            return null;
        var name = reference.Familiar.Split('@')[0].Split(':')[0];
        return name.Contains('/') || name.Contains('.') ? null : name;
    }

    [GeneratedRegex("[-_:.@]")]
    private static partial Regex Parts();

    [GeneratedRegex(@"ubuntu[:-]?(?<release>\d\d\.\d\d)")]
    private static partial Regex UbuntuNumber();

    [GeneratedRegex(@"^debian:(?<release>\d+)")]
    private static partial Regex DebianNumber();

    [GeneratedRegex(@"alpine")]
    private static partial Regex AlpineTag();
}
