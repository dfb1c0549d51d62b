using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1119: <c>apt-get install</c> by the lists that happen to be in the image of a parent project.</summary>
internal sealed class AptListsOfParent() : Rule(
    "IMG1119", DiagnosticSeverity.Warning, "apt installs by the lists of a parent's image", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            if (AptLists.OfParent(run) is not var (apt, project))
                continue;
            yield return image.Find(this, apt.Subcommand.Span,
                $"No apt-get update comes before it: it installs by the lists that {project} left in its image. They are as old "
                + $"as that layer, and the packages in them may be gone; and as soon as {project} "
                + "keeps its lists in a cache mount, or cleans them up, this build fails. Write apt-get update && before it.",
                FixOf(image, run, apt.Line.Command));
        }
    }

    private static Fix? FixOf(AnalyzedImage image, RunStep run, ShellCommand command)
    {
        var sudo = command.Name == "sudo" ? "sudo " : "";
        if (!(run.State.IsRoot || sudo.Length > 0) || run.Script.Form is not (ShellScriptForm.Line or ShellScriptForm.Document)
            || command is not { Scope.IsTop: true, Before: Connector.None or Connector.And or Connector.Sequence })
        {
            return null;
        }

        var update = image.Insert(command.Span.Start, $"{sudo}apt-get update && ");
        if (!run.Stage.IsInFinalImage || run.Caches(AptPaths.Lists) || AptListsLeft.HasCleanUp(run))
            return Fix.Of(update);
        // The lists would stay in the layer (IMG1106). A later RUN that still reads them gets its own first.
        return !AptLists.AreReadAfter(image, run) && AptListsLeft.CleanUpAtEnd(image, run, sudo) is { } cleanUp
            ? Fix.Of(update, cleanUp)
            : null;
    }
}
