using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.References;

/// <summary>Checks the platforms that stand for runtime identifiers of .NET, such as <c>linux-arm64</c>
/// (<c>ImageSdk.Platforms.targets</c>).</summary>
public static class RuntimePlatforms
{
    /// <summary>What .NET calls the architectures that there are images for.</summary>
    private static readonly string[] Architectures =
    [
        "x64", "arm64", "arm", "x86", "armv6", "riscv64", "ppc64le", "s390x", "loongarch64",
    ];

    /// <summary>IMG0016 for each runtime identifier that no image can be built for, and where <c>ImagePlatforms</c> says
    /// something else.</summary>
    /// <param name="projectFile">The project: the command line has no line.</param>
    /// <param name="runtimes">The runtime identifiers.</param>
    /// <param name="platforms">What each of them became, in the same order.</param>
    /// <param name="imagePlatforms"><c>ImagePlatforms</c> as it is in the end.</param>
    public static IEnumerable<Diagnostic> Check(
        string projectFile, IReadOnlyList<string> runtimes, IReadOnlyList<string> platforms, IReadOnlyList<string> imagePlatforms)
    {
        var unknown = runtimes.Where((_, i) => i >= platforms.Count || !IsOfImages(platforms[i])).ToList();
        foreach (var runtime in unknown)
        {
            yield return Wrong($"The runtime identifier '{runtime}' is not a platform of images: {Explain(runtime)} Write one "
                + "such as linux-x64, "
                + "linux-arm64 or win-x64, or leave the option out and set ImagePlatforms.");
        }

        if (unknown.Count == 0 && runtimes.Count > 0 && !platforms.Select(Normal).SequenceEqual(imagePlatforms.Select(Normal)))
        {
            yield return Wrong($"The runtime identifier '{string.Join(';', runtimes)}' asks for {string.Join(';', platforms)}, "
                + "and ImagePlatforms for "
                + $"{string.Join(';', imagePlatforms)}. Write one of the two on the command line.");
        }

        Diagnostic Wrong(string message) =>
            DiagnosticDescriptors.RuntimeWithoutPlatform.At(new SourceLocation(projectFile), message);
    }

    /// <summary>Says which part of a runtime identifier is wrong, and what it may have been meant to be.</summary>
    private static string Explain(string runtime)
    {
        var parts = runtime.Split('-');
        var (system, architecture) = (parts.Length == 1 ? runtime : string.Join('-', parts[..^1]), parts[^1]);
        return system is not ("linux" or "linux-musl" or "win")
            ? $"containers run Linux and Windows only, and '{system}' is "
            + $"neither.{(Architectures.Contains(architecture) ? $" Did you mean linux-{architecture}?" : "")}"
            : $"'{architecture}' is not a known architecture.{Suggestion.For(architecture, Architectures)}";
    }

    private static string Normal(string text) => Platform.TryParse(text, out var platform, out _) ? platform.ToString() : text;

    private static bool IsOfImages(string text) => Platform.TryParse(text, out var platform, out _) && platform.IsOfImages;
}
