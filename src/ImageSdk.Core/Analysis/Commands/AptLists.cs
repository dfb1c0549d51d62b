using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>Which RUN writes the lists of packages that another one reads: where one takes them away, the other fails.</summary>
internal static class AptLists
{
    /// <summary>Whether a RUN works with lists that an earlier one wrote.</summary>
    public static bool NeedsEarlier(RunStep run) => run.Apt.TakeWhile(apt => !apt.Is("update"))
        .Any(apt => apt.IsInstall || apt.Is("upgrade", "dist-upgrade", "full-upgrade", "build-dep", "download", "source", "satisfy"));

    /// <summary>Whether the lists of a RUN are read by nobody after it, as far as this Dockerfile tells.</summary>
    public static bool AreForItself(AnalyzedImage image, RunStep run)
    {
        // Lists without an install after them are for something else, which may be a script.
        if (!run.Apt.SkipWhile(apt => !apt.Is("update")).Any(apt => apt.IsInstall || apt.Is("build-dep", "source", "download")))
            return false;
        return !AreRead(image, run.Stage, run.Stage.Runs.SkipWhile(other => other != run).Skip(1));
    }

    private static bool AreRead(AnalyzedImage image, ImageStage stage, IEnumerable<RunStep> runs)
    {
        foreach (var run in runs)
        {
            if (NeedsEarlier(run))
                return true;
            if (run.Apt.Any(apt => apt.Is("update")))
                return false;
        }

        return image.Stages.Where(other => other.Parent == stage).Any(other => AreRead(image, other, other.Runs));
    }
}
