using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>Where pip and uv keep what they download and build.</summary>
internal static class PipCache
{
    /// <summary>The variables that switch the cache off.</summary>
    public static IReadOnlyList<string> Throttles { get; } = ["PIP_NO_CACHE_DIR", "UV_NO_CACHE"];

    /// <summary>The cache's folder; null where only the build knows it.</summary>
    public static string? Folder(RunStep run, PipCommand pip)
    {
        if (pip.Find("cache-dir") is { } option)
            return option.Value?.TrimEnd('/');
        if (Variable(run, pip, pip.IsUv ? "UV_CACHE_DIR" : "PIP_CACHE_DIR") is { Length: > 0 } own)
            return own.TrimEnd('/');
        var tool = pip.IsUv ? "uv" : "pip";
        if (Variable(run, pip, "XDG_CACHE_HOME") is { Length: > 0 } caches)
            return $"{caches.TrimEnd('/')}/{tool}";
        // sudo keeps or changes the home folder as it is configured.
        if (pip.Line.Command.Name is "sudo" or "su")
            return null;
        var home = Variable(run, pip, "HOME") ?? (run.State.IsRoot ? "/root" : null);
        return home is { Length: > 0 } ? $"{home.TrimEnd('/')}/.cache/{tool}" : null;
    }

    /// <summary>Whether the value of a variable that begins with <c>PIP_NO_</c> means yes, as pip reads it.</summary>
    public static bool IsYes(string value) => value.ToLowerInvariant() is not ("" or "0" or "false" or "no" or "off" or "f" or "n");

    /// <summary>Whether a mount is meant for this cache, at the right place or not.</summary>
    public static bool IsMeantFor(CacheMount mount, PipCommand pip) =>
        mount.Target.EndsWith(pip.IsUv ? "/uv" : "/pip", StringComparison.Ordinal) || mount.Target.EndsWith("/.cache", StringComparison.Ordinal);

    private static string? Variable(RunStep run, PipCommand pip, string name) =>
        pip.Line.Environment.TryGetValue(name, out var value) ? value : pip.Line.Lookup(name) ?? run.State.Lookup(name);
}
