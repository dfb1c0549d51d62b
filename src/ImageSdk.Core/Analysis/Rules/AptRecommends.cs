using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1101: <c>apt-get install</c> without <c>--no-install-recommends</c>.</summary>
internal sealed class AptRecommends() : Rule(
    "IMG1101", DiagnosticSeverity.Warning, "apt installs recommended packages", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var apt in image.Runs.SelectMany(run => run.Apt).Where(IsAgainst))
        {
            yield return image.Find(this, apt.Subcommand.Span,
                $"'{apt.Line.Program} install' also installs what its packages recommend, which often makes the layer several times as large. "
                + "Write --no-install-recommends, and name those recommended packages that you do need.",
                apt.Subcommand.Fix(image, " --no-install-recommends"));
        }
    }

    private static bool IsAgainst(AptCommand apt) =>
        apt.IsInstall && !apt.MayHaveMoreOptions && !apt.Line.Apt.SkipsRecommends
        && !apt.Has("no-install-recommends", "install-recommends") && apt.Configured("APT::Install-Recommends") is null;
}
