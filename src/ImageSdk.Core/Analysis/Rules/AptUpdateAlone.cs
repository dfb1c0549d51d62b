using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1107: <c>apt-get update</c> in a RUN that installs nothing.</summary>
internal sealed class AptUpdateAlone() : Rule(
    "IMG1107", DiagnosticSeverity.Warning, "apt updates its lists in a RUN of their own", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            // Anything else in the RUN may be what needs the lists.
            if (run.Apt.FirstOrDefault(apt => apt.Is("update")) is not { } update
                || run.Commands.Any(command =>
                    command.Program is not ("apt-get" or "apt" or "rm" or "set" or "echo" or "export" or "true" or "mkdir"))
                || run.Apt.Any(apt => !apt.Is("update", "clean", "upgrade", "dist-upgrade", "full-upgrade"))
                || !run.Script.IsComplete)
            {
                continue;
            }

            yield return image.Find(this, update.Subcommand.Span,
                "The builder keeps this layer while the text stays the same, so a later RUN installs by lists that may be "
                + "months old, and fails when the packages "
                + "in them are gone. Write update and install in one RUN: apt-get update && apt-get install -y "
                + "--no-install-recommends ….");
        }
    }
}
