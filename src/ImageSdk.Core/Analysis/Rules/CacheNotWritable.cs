using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1118: a cache mount that belongs to root, in a RUN of another user.</summary>
/// <remarks>BuildKit makes it with <c>uid=0,gid=0,mode=0755</c> (Dockerfile reference, <c>RUN --mount=type=cache</c>).</remarks>
internal sealed class CacheNotWritable() : Rule(
    "IMG1118", DiagnosticSeverity.Warning, "The user cannot write to the cache mount", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // What only the build knows may be root, and sudo makes root of anybody.
        foreach (var run in image.Runs.Where(run =>
            !run.State.IsRoot && run.State.User is not ("?" or "") && !run.State.User.Contains('$')
            && run.Commands.All(line => line.Command.Name is not ("sudo" or "su" or "doas"))))
        {
            foreach (var mount in run.CacheMounts.Where(mount =>
                mount.Mount.Find("uid", "gid") is null && mount.Mount.Find("ro", "readonly") is null && !IsOpen(mount)))
            {
                var id = UserAccount.Of(run).Id;
                yield return image.Find(this, mount.Mount.Flag.Value?.Span ?? mount.Mount.Flag.Name.Span,
                    $"This RUN runs as {run.State.User}, and a cache mount belongs to root with mode 0755 unless it says "
                    + "otherwise: programs cannot write to it, so they fail or go without a cache. "
                    + $"Write uid={id ?? "USER-ID"} in the mount.",
                    id is not null && mount.Mount.Find("mode") is null && mount.Mount.Options.Count > 0
                        ? Fix.Of(image.Insert((mount.Mount.Options[^1].Value ?? mount.Mount.Options[^1].Key).Span.End,
                            $",uid={id}"))
                        : null);
            }
        }
    }

    /// <summary>Whether everybody may write: octal, the last digit has a 2 in it.</summary>
    private static bool IsOpen(CacheMount mount) =>
        mount.Mount.Find("mode")?.Value?.Value is { Length: > 0 } mode
        && (mode[^1] is < '0' or > '7' || ((mode[^1] - '0') & 2) != 0);
}
