using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1103: <c>apt-get upgrade</c>.</summary>
internal sealed class AptUpgrade() : Rule(
    "IMG1103", DiagnosticSeverity.Warning, "apt upgrades the base image", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var apt in image.Runs.SelectMany(run => run.Apt).Where(apt => apt.Is("upgrade", "dist-upgrade", "full-upgrade")))
        {
            var removal = apt.Line.Command.Removal;
            yield return image.Find(this, apt.Subcommand.Span,
                $"'{apt.Line.Program} {apt.Subcommand}' stores each upgraded package a second time, in a layer that is another "
                + "one on every day. "
                + "Take a newer base image instead (restore with --force-evaluate brings its newest digest), and install by "
                + "name what must be newer.",
                removal is { } span ? Fix.Of(image.Edit(span, "")) : null);
        }
    }
}
