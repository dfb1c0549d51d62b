using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Caches that this machine has no access to. buildx drops GitHub's cache in silence when there is no token for it (buildx,
/// <c>build/opt.go</c> and <c>controller/pb/cache.go</c>), so here it is left out aloud.
/// </summary>
internal static class CacheAccess
{
    private static readonly string[] Addresses = ["ACTIONS_CACHE_URL", "ACTIONS_RESULTS_URL"];

    /// <summary>Leaves out what this machine has no access to, with one IMG0013.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="report">Takes the warning.</param>
    public static BuildxRequest Check(BuildxRequest request, Func<string, string?> environment, Action<Diagnostic> report)
    {
        if (!request.CacheFrom.Concat(request.CacheTo).Any(IsGitHub) || HasGitHub(environment)) return request;

        report(DiagnosticDescriptors.CacheUnavailable.At(new SourceLocation(request.ProjectFile),
            "GitHub's cache (gha) needs ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL, which are not set here, so the build "
            + "goes without it. "
            + "In a workflow, let a step pass them on; elsewhere give the cache item a Condition such as '$(GITHUB_ACTIONS)' == "
            + "'true'."));
        return request with
        {
            CacheFrom = [.. request.CacheFrom.Where(c => !IsGitHub(c))],
            CacheTo = [.. request.CacheTo.Where(c => !IsGitHub(c))],
        };
    }

    private static bool IsGitHub(string cache) => cache == "type=gha" || cache.StartsWith("type=gha,", StringComparison.Ordinal);

    private static bool HasGitHub(Func<string, string?> environment) =>
        environment("ACTIONS_RUNTIME_TOKEN") is { Length: > 0 } && Addresses.Any(name => environment(name) is { Length: > 0 });
}
