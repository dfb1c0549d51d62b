using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1202: packages in a command instead of a requirement file.</summary>
internal sealed class InlineRequirements() : Rule(
    "IMG1202", DiagnosticSeverity.Info, "Packages stand in a command instead of a requirement file", RolloutStep.Requirements)
{
    private const int Few = 2;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var install in image.PipInstalls.Where(install =>
            install.UsesIndex && !StageNames.IsForDevelopment(install.Run.Stage)))
        {
            var count = install.Inline.Count(requirement =>
                requirement.IsFromIndex && !KnownPackages.IsInstaller(requirement.Key));
            if (count > Few)
            {
                yield return image.Find(this, install.Pip.Subcommand.Span,
                    $"{count} packages stand in this command, where no tool that updates or checks requirements finds them, and "
                    + "no other image can use the list. Write them to a requirement file, "
                    + "bind it with --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt, and install with "
                    + "--requirement.");
            }
        }
    }
}
