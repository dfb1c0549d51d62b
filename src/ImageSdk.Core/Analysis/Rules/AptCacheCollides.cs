using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1116: one cache mount for the apt of several distributions or platforms.</summary>
internal sealed class AptCacheCollides() : Rule(
    "IMG1116", DiagnosticSeverity.Info, "apt's cache mount is shared by different distributions or platforms", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            foreach (var mount in run.CacheMounts.Where(mount => CacheTargets.IsApt(mount.Target)))
            {
                var span = (mount.Mount.Find("id")?.Value ?? mount.Mount.Target ?? mount.Mount.Flag.Name).Span;
                if (Collision(image, run, mount) is var (who, what))
                {
                    yield return image.Find(this, span,
                        $"{who} uses the same cache mount '{mount.Id}' for {what}, and each 'apt-get update' throws out the "
                        + "other's lists: they are downloaded again every time. "
                        + "Give each distribution an id of its own, such as id=apt-bookworm.");
                }
                else if (IsPlatformMissing(image, run, mount))
                {
                    yield return image.Find(this, span,
                        $"This image is built for {image.Input.Platforms.Count} platforms, which share the cache mount "
                        + $"'{mount.Id}': each 'apt-get update' throws out the lists of the others, "
                        + "and with sharing=locked they wait for each other. Declare ARG TARGETARCH in the stage, and write it "
                        + "into the id, such as id=apt-$TARGETARCH.");
                }
            }
        }
    }

    private static (string Who, string What)? Collision(AnalyzedImage image, RunStep run, CacheMount mount)
    {
        if (KnownBases.Distribution(run.Stage.OutsideBase) is not { } own)
            return null;
        foreach (var stage in image.Stages.Where(stage =>
            stage.Runs.SelectMany(other => other.CacheMounts).Any(other => other.Id == mount.Id)))
        {
            if (KnownBases.Distribution(stage.OutsideBase) is { } other && Differ(own, other))
                return ($"The stage {stage.Stage}", stage.OutsideBase);
        }

        foreach (var member in image.Input.Family)
        {
            foreach (var fact in member.Facts.CacheMounts.Where(fact => fact.Id == mount.Id))
            {
                if (KnownBases.Distribution(fact.BaseImage) is { } other && Differ(own, other))
                    return ($"The image of {member.Name}", fact.BaseImage);
            }
        }

        return null;
    }

    private static bool Differ((string Name, string Release) one, (string Name, string Release) other) =>
        one.Name != other.Name || (one.Release.Length > 0 && other.Release.Length > 0 && one.Release != other.Release);

    private static bool IsPlatformMissing(AnalyzedImage image, RunStep run, CacheMount mount) =>
        image.Input.Platforms.Count > 1 && run.Stage.Chain.All(stage => stage.Stage.From.Platform is null)
        && !PlatformIds.Has(run, mount);
}
