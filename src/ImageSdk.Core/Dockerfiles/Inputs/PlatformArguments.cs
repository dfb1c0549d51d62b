namespace ImageSdk.Dockerfiles;

/// <summary>
/// The build arguments that say for what, and where, is built: <c>defaultArgs</c> in BuildKit's <c>dockerfile2llb</c>.
/// </summary>
internal static class PlatformArguments
{
    public static readonly string[] Names =
    [
        "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT",
        "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
        "TARGETSTAGE",
    ];

    /// <summary>The values of all of them.</summary>
    /// <param name="target">The platform that is built for, <c>os/architecture[/variant]</c>.</param>
    /// <param name="build">The platform that builds.</param>
    /// <param name="stage">The name of the target stage, or null when it has none.</param>
    public static Dictionary<string, string> Of(string target, string build, string? stage)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(values, "TARGET", target);
        Add(values, "BUILD", build);
        values["TARGETSTAGE"] = string.IsNullOrEmpty(stage) ? "default" : stage;
        return values;
    }

    private static void Add(Dictionary<string, string> values, string prefix, string platform)
    {
        var parts = platform.Split('/', 3);
        var (architecture, variant) = Normalize(parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
        // containerd writes an OS version in parentheses, as in windows(10.0.17763)/amd64.
        var os = parts[0].Split('(');
        values[prefix + "PLATFORM"] = string.Join('/', new[] { parts[0], architecture, variant }.Where(part => part.Length > 0));
        values[prefix + "OS"] = os[0];
        values[prefix + "OSVERSION"] = os.Length > 1 ? os[1].TrimEnd(')') : "";
        values[prefix + "ARCH"] = architecture;
        values[prefix + "VARIANT"] = variant;
    }

    /// <summary>One name for each architecture: <c>normalizeArch</c> in containerd's <c>platforms</c>.</summary>
    private static (string Architecture, string Variant) Normalize(string architecture, string variant) =>
        (architecture.ToLowerInvariant(), variant.ToLowerInvariant()) switch
        {
            ("i386", _) => ("386", ""),
            ("x86_64" or "x86-64" or "amd64", "v1" or "") => ("amd64", ""),
            ("x86_64" or "x86-64" or "amd64", var other) => ("amd64", other),
            ("aarch64" or "arm64", "8" or "v8" or "") => ("arm64", ""),
            ("aarch64" or "arm64", var other) => ("arm64", other),
            ("armhf", _) => ("arm", "v7"),
            ("armel", _) => ("arm", "v6"),
            ("arm", "" or "7") => ("arm", "v7"),
            ("arm", "5" or "6" or "8") => ("arm", "v" + variant),
            var other => other,
        };
}
