using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>Which RUN writes the lists of packages that another one reads: where one takes them away, the other fails.</summary>
internal static class AptLists
{
    /// <summary>Whether a RUN works with lists that an earlier one wrote.</summary>
    public static bool NeedsEarlier(RunStep run) => FirstReader(run) is not null;

    /// <summary>Whether the lists of a RUN are read by nobody after it, as far as this Dockerfile tells.</summary>
    public static bool AreForItself(AnalyzedImage image, RunStep run)
    {
        // Lists without an install after them are for something else, which may be a script.
        if (!run.Apt.SkipWhile(apt => !apt.Is("update")).Any(apt => apt.IsInstall || apt.Is("build-dep", "source", "download")))
            return false;
        return !AreReadAfter(image, run);
    }

    /// <summary>Whether a later RUN works with the lists that are there after one.</summary>
    public static bool AreReadAfter(AnalyzedImage image, RunStep run) =>
        AreRead(image, run.Stage, run.Stage.Runs.SkipWhile(other => other != run).Skip(1));

    /// <summary>
    /// The name of another image of the solution that installs by the lists of this RUN, and fails without them; null for none.
    /// </summary>
    public static string? NeededBy(AnalyzedImage image, RunStep run) =>
        run.Stage.IsInFinalImage && image.Input.Name.Length > 0 && run.Apt.Any(apt => apt.Is("update"))
        ? image.Input.Family.FirstOrDefault(member => member.Facts.AptListsNeeded.Contains(image.Input.Name))?.Name
        : null;

    /// <summary>
    /// The first command of a RUN that installs by lists that a parent project left in its image, and the name of that project.
    /// Null where there is none, and where a script of the user's may write lists before it.
    /// </summary>
    public static (AptCommand Command, string Project)? OfParent(RunStep run)
    {
        if (run.Stage.ParentProject?.Facts.AptListsFrom is not { Length: > 0 } project || FirstReader(run) is not { } reader
            || run.Run.Mounts.Any(mount => mount.Target?.Value.StartsWith("/var/lib/apt", StringComparison.Ordinal) == true))
        {
            return null;
        }

        var earlier = run.Stage.Runs.TakeWhile(other => other != run)
            .Concat(run.Stage.Chain.Skip(1).SelectMany(stage => stage.Runs)).ToList();
        return earlier.All(other => other.Script.IsComplete) && !earlier.SelectMany(other => other.Commands).Any(MayUpdate)
            && !run.Commands.TakeWhile(line => line != reader.Line).Any(MayUpdate) ? (reader, project) : null;
    }

    private static AptCommand? FirstReader(RunStep run) => run.Apt.TakeWhile(apt => !apt.Is("update"))
        .FirstOrDefault(apt =>
            apt.IsInstall || apt.Is("upgrade", "dist-upgrade", "full-upgrade", "build-dep", "download", "source", "satisfy"));

    private static bool MayUpdate(CommandLine line) =>
        AptCommand.Of(line)?.Is("update") == true || line.Program == "add-apt-repository"
        || line.Program is "make" or "npx" or "playwright" or "eval" or "." or "source"
        || line.Program.EndsWith(".sh", StringComparison.Ordinal)
        || (line.ProgramWord.Value.Contains('/') && !line.ProgramWord.Value.StartsWith("/usr/bin/", StringComparison.Ordinal))
        || Interpreter.RunsInput(line) || Interpreter.RunsScriptOfShell(line);

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
