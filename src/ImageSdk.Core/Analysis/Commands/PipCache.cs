using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>Where pip and uv keep what they download and build.</summary>
internal static class PipCache
{
    /// <summary>The variable that switches uv's cache off.</summary>
    public const string UvThrottle = "UV_NO_CACHE";

    /// <summary>The variables that switch the cache off.</summary>
    public static IReadOnlyList<string> Throttles { get; } = ["PIP_NO_CACHE_DIR", UvThrottle];

    /// <summary>The cache's folder; null where only the build knows it.</summary>
    public static string? Folder(RunStep run, PipCommand pip) =>
        pip.Find("cache-dir") is { } option ? option.Value?.TrimEnd('/') : Folder(run, pip.IsUv, pip.Line);

    /// <summary>The folder of the cache of a call that may be hidden in a program; null where only the build knows it.</summary>
    /// <param name="run">The RUN.</param>
    /// <param name="isUv">Whether uv is called, not pip.</param>
    /// <param name="line">The command whose variables count; null for those of the RUN alone.</param>
    public static string? Folder(RunStep run, bool isUv, CommandLine? line = null)
    {
        if (Variable(run, line, isUv ? "UV_CACHE_DIR" : "PIP_CACHE_DIR") is { Length: > 0 } own)
            return own.TrimEnd('/');
        var tool = isUv ? "uv" : "pip";
        if (Variable(run, line, "XDG_CACHE_HOME") is { Length: > 0 } caches)
            return $"{caches.TrimEnd('/')}/{tool}";
        // sudo keeps or changes the home folder as it is configured.
        if (line?.Command.Name is "sudo" or "su")
            return null;
        var home = Variable(run, line, "HOME") ?? (run.State.IsRoot ? "/root" : null);
        return home is { Length: > 0 } ? $"{home.TrimEnd('/')}/.cache/{tool}" : null;
    }

    /// <summary>
    /// Whether a value switches the cache off. pip does so for every value but the empty one, also for <c>0</c> and <c>off</c>
    /// (<c>_handle_no_cache_dir</c> in pip's cmdoptions.py).
    /// </summary>
    /// <param name="name">One of <see cref="Throttles"/>.</param>
    /// <param name="value">The value, quotes removed.</param>
    public static bool IsOff(string name, string value) =>
        name == "PIP_NO_CACHE_DIR"
        ? value.Length > 0
        : value.ToLowerInvariant() is not ("" or "0" or "false" or "no" or "off" or "f" or "n");

    /// <summary>Whether a mount is meant for this cache, at the right place or not.</summary>
    public static bool IsMeantFor(CacheMount mount, PipCommand pip) =>
        mount.Target.EndsWith(pip.IsUv ? "/uv" : "/pip", StringComparison.Ordinal)
        || mount.Target.EndsWith("/.cache", StringComparison.Ordinal);

    private static string? Variable(RunStep run, CommandLine? line, string name) =>
        line is null ? run.State.Lookup(name) : ToolCache.Variable(run, line, name);
}
