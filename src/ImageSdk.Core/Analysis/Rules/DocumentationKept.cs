using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1408: manuals, documentation and translations of packages are installed into the image.</summary>
internal sealed class DocumentationKept() : Rule(
    "IMG1408", DiagnosticSeverity.Info, "Manuals and translations are in the image", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // The slim images of Debian and those of Ubuntu tell dpkg to leave them out.
        if (image.Target.ParentProject is not null || !KnownBases.IsWholeDebian(image.Target.OutsideBase)
            || image.FinalStages.SelectMany(stage => stage.Steps).Any(step => LeavesOut(image, step.Instruction)))
        {
            yield break;
        }

        var install = image.FinalStages.SelectMany(stage => stage.Runs).SelectMany(run => run.Apt)
            .FirstOrDefault(apt => apt.IsInstall);
        if (install is null)
            yield break;
        yield return image.Find(this, install.Subcommand.Span,
            $"{image.Target.OutsideBase} keeps what its packages bring in /usr/share/doc, /usr/share/man and /usr/share/locale, "
            + "which nothing in a container reads, for each package once "
            + "more. Start from the -slim variant, which leaves them out, or write path-exclude lines to /etc/dpkg/dpkg.cfg.d "
            + "before.");
    }

    private static bool LeavesOut(AnalyzedImage image, Instruction instruction)
    {
        var text = image.Dockerfile.Source.Slice(instruction.Span)
            + string.Concat(instruction.Heredocs.Select(document => document.Content));
        return ((string[])["/usr/share/doc", "/usr/share/man", "/usr/share/locale", "dpkg.cfg"]).Any(text.Contains);
    }
}
