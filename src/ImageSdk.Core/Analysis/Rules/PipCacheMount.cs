using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1108: pip or uv downloads without a cache mount.</summary>
internal sealed class PipCacheMount() : Rule(
    "IMG1108", DiagnosticSeverity.Warning, "pip downloads without a cache mount", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            if (run.Pip.FirstOrDefault(pip => pip.Downloads) is not { } pip)
                continue;
            var folder = PipCache.Folder(run, pip);
            if (run.CacheMounts.Any(mount =>
                PipCache.IsMeantFor(mount, pip) || mount.Target.Length == 0 || (folder is not null && mount.Covers(folder))))
                continue;
            var mount = folder is null ? "type=cache,target=CACHE-FOLDER" : PipMounts.MountOf(run, folder);
            yield return image.Find(this, pip.Subcommand.Span,
                "Each time that this RUN runs again, for one changed requirement, every package is downloaded, and some are "
                + "compiled, anew. Mount a cache, which is in no layer: "
                + $"RUN --mount={mount}{(folder is null ? ", at the cache folder of this user and with uid=" : "")}.",
                PipMounts.For(image, run, pip) is { } edit ? Fix.Of(edit) : null);
        }
    }
}
