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
        foreach (var (run, apt) in image.Runs.SelectMany(run => run.Apt.Where(IsAgainst).Select(apt => (run, apt))))
        {
            yield return image.Find(this, apt.Subcommand.Span,
                $"'{apt.Line.Program} install' also installs what its packages recommend, which often makes the layer several "
                + "times as large. "
                + "Write --no-install-recommends, and name those recommended packages that you do need.",
                FixOf(image, run, apt));
        }
    }

    /// <summary>Names what is still needed in the same edit; no fix where that is not certain.</summary>
    private static Fix? FixOf(AnalyzedImage image, RunStep run, AptCommand apt)
    {
        if (RecommendedPackageEdits.Needed(image, run, apt) is not { } needed)
            return null;
        var option = apt.Subcommand.Fix(image, " --no-install-recommends");
        return needed.Count == 0
            ? option
            : new Fix([.. option.Edits,
                .. apt.Packages[^1].Fix(image, string.Concat(needed.Select(package => " " + package))).Edits]);
    }

    private static bool IsAgainst(AptCommand apt) =>
        apt.IsInstall && !apt.MayHaveMoreOptions && !apt.Line.Apt.SkipsRecommends
        && !apt.Has("no-install-recommends", "install-recommends") && apt.Configured("APT::Install-Recommends") is null;
}
