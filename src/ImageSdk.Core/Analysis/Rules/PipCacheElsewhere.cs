using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1110: a cache mount for pip that is not where pip's cache is.</summary>
internal sealed class PipCacheElsewhere() : Rule(
    "IMG1110", DiagnosticSeverity.Warning, "pip's cache mount is at another place than its cache", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            if (run.Pip.FirstOrDefault(pip => pip.Downloads) is not { } pip)
                continue;
            var folder = PipCache.Folder(run, pip);
            var mounts = run.CacheMounts.Where(mount => PipCache.IsMeantFor(mount, pip)).ToList();
            if (mounts is not [var mount] || (folder is not null && run.Caches(folder)))
                continue;
            if (folder is null)
            {
                // Of another user it is certain only that root's folder is not his.
                if (mount.IsIn("/root"))
                {
                    yield return image.Find(this, mount.Mount.Target!.Span,
                        $"This RUN runs as {run.State.User}, whose cache is not in /root: the mount stays empty. Write the "
                        + "cache folder of this user, with uid= so that he may write to it, "
                        + "or set PIP_CACHE_DIR.");
                }
            }
            else if (!mount.IsIn(folder))
            {
                yield return image.Find(this, mount.Mount.Target!.Span,
                    $"{(pip.IsUv ? "uv" : "pip")} keeps its cache in {folder} here, so this mount stays empty. Write "
                    + $"target={folder}.",
                    run.State.IsRoot && !MountPoints.AreRemoved(run, folder)
                        ? Fix.Of(image.Edit(mount.Mount.Target.Span, folder))
                        : null);
            }
        }
    }
}
