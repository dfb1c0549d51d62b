namespace ImageSdk.Analysis.Commands;

/// <summary>Tells cache mounts apart by their targets.</summary>
internal static class CacheTargets
{
    private static readonly IReadOnlyList<string> Downloads =
        ["/pip/", "/uv/", "/.npm/", "/yarn/", "/.yarn/", "/pnpm/", "/.nuget/", "/pkg/mod/", "/cargo/registry/",
            "/.cargo/registry/", "/.cache/", "/.m2/"];

    /// <summary>Whether apt keeps its packages or lists there.</summary>
    public static bool IsApt(string target) =>
        target is "/var/cache/apt" or "/var/lib/apt" or "/var/cache/apt/archives" or "/var/lib/apt/lists";

    /// <summary>Whether a package manager keeps there what it downloads, which is the same in every image.</summary>
    public static bool IsDownloads(string target) => Downloads.Any((target + "/").Contains);
}
