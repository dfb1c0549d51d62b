namespace ImageSdk.Dockerfiles;

/// <summary>Build arguments that can be given although no <c>ARG</c> declares them.</summary>
public static class PredefinedArguments
{
    private static readonly string[] Proxies = ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"];

    /// <summary>
    /// Whether BuildKit itself knows a build argument: proxies (in upper or lower case), platforms and the target stage,
    /// <c>SOURCE_DATE_EPOCH</c>, and everything that starts with <c>BUILDKIT_</c>.
    /// </summary>
    public static bool Contains(string name) =>
        name == "SOURCE_DATE_EPOCH"
        || name.StartsWith("BUILDKIT_", StringComparison.Ordinal)
        || IsProxy(name)
        || PlatformArguments.Names.Contains(name);

    /// <summary>Whether it is a proxy, which every <c>RUN</c> has as a variable.</summary>
    internal static bool IsProxy(string name) => Proxies.Contains(name, StringComparer.OrdinalIgnoreCase);
}
