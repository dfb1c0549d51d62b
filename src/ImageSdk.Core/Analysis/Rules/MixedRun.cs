using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1320: a RUN installs packages of the distribution, which seldom change, and those of a requirements file, which often do.
/// </summary>
internal sealed class MixedRun() : Rule(
    "IMG1320", DiagnosticSeverity.Info, "A RUN mixes what changes seldom with what changes often", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // Who removes what it installed has to do it in one RUN.
        foreach (var run in image.Runs.Where(run => run.Run.Heredocs.Count == 0 && !SystemPackages.AreRemovedIn(run)))
        {
            if (run.Commands.Select(SystemPackages.Of).OfType<SystemPackages>().FirstOrDefault() is not { } packages)
                continue;
            var often = run.Commands.SkipWhile(line => line != packages.Line).FirstOrDefault(IsFromFile);
            if (often is null)
                continue;
            yield return image.Find(this, often.ProgramWord.Span,
                $"Each change of the file that {often.Program} reads makes {packages.Line.Program} install everything again, "
                + $"too. Write two RUNs, that of {packages.Line.Program} first.");
        }
    }

    private static bool IsFromFile(CommandLine line) =>
        (PipCommand.Of(line) is { Subcommand.Value: "install" or "sync" } pip && pip.RequirementFiles.Any())
        || (line.Program is "npm" or "yarn" or "pnpm" or "bundle"
            && line.Arguments.Where(word => !word.Value.StartsWith('-')).Select(word => word.Value)
            .ToList() is ["ci" or "install"]);
}
