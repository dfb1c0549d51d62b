using System.Diagnostics.CodeAnalysis;

namespace ImageSdk.References;

/// <summary>
/// A platform in its normal form: <c>linux/amd64</c>, <c>linux/arm/v7</c>, <c>windows(10.0.17763.6054)/amd64</c>. Different
/// spellings of one platform (<c>linux/x86_64</c>, <c>linux/arm64/v8</c>) are equal values.
/// </summary>
/// <remarks>
/// Source: github.com/containerd/platforms (Normalize). Differences: an architecture alone is for Linux, not for the system
/// that happens to run the build; an operating system alone is refused; features of an operating system are not supported.
/// </remarks>
public sealed record Platform
{
    private Platform(string os, string? osVersion, string architecture, string? variant) =>
        (Os, OsVersion, Architecture, Variant) = (os, osVersion, architecture, variant);

    /// <summary>The operating system as Go names it: <c>linux</c>, <c>windows</c>.</summary>
    public string Os { get; }

    /// <summary>The version of the operating system, which only Windows images have; else null.</summary>
    public string? OsVersion { get; }

    /// <summary>The architecture as Go names it: <c>amd64</c>, <c>arm64</c>.</summary>
    public string Architecture { get; }

    /// <summary>The variant of the architecture where it is not the usual one: <c>v7</c>; else null.</summary>
    public string? Variant { get; }

    /// <summary>Whether there are images for it: an operating system that containers run, and an architecture that we
    /// know.</summary>
    public bool IsOfImages => Os is "linux" or "windows" && IsKnownArchitecture(Architecture);

    /// <summary>The platform of these parts, as manifests state them, in normal form; empty parts count as absent.</summary>
    /// <exception cref="FormatException">A part is missing or has a character that platforms cannot have.</exception>
    public static Platform Create(string os, string architecture, string? variant = null, string? osVersion = null)
    {
        var hasVariant = !string.IsNullOrEmpty(variant);
        var hasVersion = !string.IsNullOrEmpty(osVersion);
        if (!IsWord(os) || !IsWord(architecture) || (hasVariant && !IsWord(variant)) || (hasVersion && !IsWord(osVersion)))
            throw new FormatException($"'{os}({osVersion})/{architecture}/{variant}' is not a platform.");

        var (normalArchitecture, normalVariant) =
            Normalize(architecture.ToLowerInvariant(), hasVariant ? variant!.ToLowerInvariant() : null);
        var normalOs = os.ToLowerInvariant() is "macos" ? "darwin" : os.ToLowerInvariant();
        return new Platform(normalOs, hasVersion ? osVersion : null, normalArchitecture, normalVariant);
    }

    /// <summary>Reads a platform in any usual spelling, or says in a sentence why the text is not one.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out Platform? platform,
        [NotNullWhen(false)] out string? error)
    {
        platform = null;
        error = null;
        var parts = (text ?? "").Split('/');
        if (parts.Length == 1)
            parts = ["linux", parts[0]];
        var os = parts[0];
        string? version = null;
        if (os.IndexOf('(', StringComparison.Ordinal) is var open and > 0 && os.EndsWith(')'))
            (os, version) = (os[..open], os[(open + 1)..^1]);

        var isWellFormed = parts.Length is 2 or 3 && IsWord(os) && (version is null || IsWord(version))
            && Array.TrueForAll(parts[1..], IsWord);
        // A single word may be anything; only known architectures save people from a platform 'linux/linux'.
        if (isWellFormed && (text!.Contains('/') || IsKnownArchitecture(parts[1])))
        {
            platform = Create(os, parts[1], parts.Length == 3 ? parts[2] : null, version);
            return true;
        }
        error = $"'{text}' is not a platform: write the operating system, the architecture and, where it matters, "
            + "the variant, such as 'linux/amd64' or 'linux/arm/v7'.";
        return false;
    }

    /// <summary>Reads a platform that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not a platform.</exception>
    public static Platform Parse(string text) =>
        TryParse(text, out var platform, out var error) ? platform : throw new FormatException(error);

    /// <summary>
    /// Whether an image for <paramref name="image"/> is one for this platform: all parts are the same, and where this
    /// platform names no version of its operating system, any version will do.
    /// </summary>
    public bool Matches(Platform image) =>
        Os == image.Os && Architecture == image.Architecture && Variant == image.Variant
        && (OsVersion is null || OsVersion == image.OsVersion);

    /// <summary>The normal form, <c>os[(version)]/architecture[/variant]</c>.</summary>
    public override string ToString()
    {
        var os = OsVersion is null ? Os : $"{Os}({OsVersion})";
        return Variant is null ? $"{os}/{Architecture}" : $"{os}/{Architecture}/{Variant}";
    }

    private static (string Architecture, string? Variant) Normalize(string architecture, string? variant) =>
        (architecture, variant) switch
        {
            ("i386", _) => ("386", null),
            ("x86_64" or "x86-64" or "amd64", "v1") => ("amd64", null),
            ("x86_64" or "x86-64", _) => ("amd64", variant),
            ("aarch64" or "arm64", "8" or "v8") => ("arm64", null),
            ("aarch64", _) => ("arm64", variant),
            ("armhf", _) => ("arm", "v7"),
            ("armel", _) => ("arm", "v6"),
            ("arm", null or "7") => ("arm", "v7"),
            ("arm", "5" or "6" or "8") => ("arm", "v" + variant),
            _ => (architecture, variant),
        };

    private static bool IsKnownArchitecture(string text) => text.ToLowerInvariant() is
        "amd64" or "x86_64" or "x86-64" or "arm64" or "aarch64" or "386" or "i386" or "arm" or "armhf" or "armel"
        or "ppc64le" or "s390x" or "riscv64" or "loong64" or "mips64le" or "wasm";

    private static bool IsWord(string? text)
    {
        if (string.IsNullOrEmpty(text) || text[0] == '-')
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
                return false;
        }
        return true;
    }
}
