using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1102: an apt command that asks, and nobody is there to answer.</summary>
internal sealed class AptAssumeYes() : Rule(
    "IMG1102", DiagnosticSeverity.Warning, "apt asks a question in a build", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            foreach (var apt in run.Apt.Where(apt => IsAgainst(apt) && !IsAnswered(run, apt)))
            {
                yield return image.Find(this, apt.Subcommand.Span,
                    $"'{apt.Line.Program} {apt.Subcommand}' asks whether to go on as soon as it needs more than the packages "
                    + "named, nobody answers, and the "
                    + "build fails. Write -y.",
                    apt.Subcommand.Fix(image, " -y"));
            }
        }
    }

    private static bool IsAgainst(AptCommand apt) =>
        (apt.IsInstall || apt.Is("upgrade", "dist-upgrade", "full-upgrade", "build-dep"))
        && !apt.MayHaveMoreOptions && !apt.Line.Apt.AssumesYes
        && !apt.Has("y", "yes", "assume-yes", "s", "simulate", "just-print", "dry-run", "recon", "no-act", "force-yes",
            "print-uris")
        && !IsVeryQuiet(apt)
        && apt.Configured("APT::Get::Assume-Yes") is null;

    /// <summary>-qq implies -y.</summary>
    private static bool IsVeryQuiet(AptCommand apt) =>
        apt.Options.Count(option => option.Name is "q" or "quiet") > 1
        || apt.Options.Any(option => option is { Name: "q" or "quiet", Value: "2" or "3" });

    private static bool IsAnswered(RunStep run, AptCommand apt) =>
        apt.Line.Command.Redirections.Any(redirection => redirection.Operator[0] == '<')
        || run.Script.Commands.TakeWhile(command => command != apt.Line.Command).LastOrDefault() is { After: Connector.Pipe };
}
