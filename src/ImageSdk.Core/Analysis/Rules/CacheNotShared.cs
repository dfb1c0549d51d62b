using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1115: cache mounts whose ids have the image's or the stage's name in them, so that nobody shares them.</summary>
internal sealed class CacheNotShared() : Rule(
    "IMG1115", DiagnosticSeverity.Warning, "Images do not share their cache mounts", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            foreach (var mount in run.CacheMounts.Where(mount =>
                mount.Mount.Find("id")?.Value is not null
                && (CacheTargets.IsApt(mount.Target) || CacheTargets.IsDownloads(mount.Target))))
            {
                if (Others(image, run, mount).FirstOrDefault() is not { } other)
                    continue;
                yield return image.Find(this, mount.Mount.Find("id")!.Value!.Span,
                    $"The id '{mount.Id}' is for this one alone, and {other} has one of its own for the same cache "
                    + $"({mount.Target}): each downloads and stores what the other has already. "
                    + "Give both the same id, or none: then the target is the id.");
            }
        }
    }

    private static IEnumerable<string> Others(AnalyzedImage image, RunStep run, CacheMount mount)
    {
        foreach (var member in image.Input.Family)
        {
            if (member.Facts.CacheMounts.Any(other =>
                other.Target == mount.Target && CacheIds.DifferByNames(mount.Id, image.Input.Name, other.Id, member.Name)
                && (!CacheTargets.IsApt(mount.Target) || other.BaseImage == run.Stage.OutsideBase)))
            {
                yield return $"the image of {member.Name}";
            }
        }

        foreach (var stage in image.Stages.Where(stage => stage != run.Stage && stage.Stage.Name is not null
            && (!CacheTargets.IsApt(mount.Target) || stage.OutsideBase == run.Stage.OutsideBase)))
        {
            if (stage.Runs.SelectMany(other => other.CacheMounts)
                .Any(other =>
                    other.Target == mount.Target
                    && CacheIds.DifferByNames(mount.Id, run.Stage.Stage.Name ?? "", other.Id, stage.Stage.Name!)))
                yield return $"the stage {stage.Stage.Name}";
        }
    }
}
