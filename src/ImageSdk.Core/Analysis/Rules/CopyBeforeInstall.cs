using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1313: source code is copied before packages are installed that do not need it.</summary>
internal sealed class CopyBeforeInstall() : Rule(
    "IMG1313", DiagnosticSeverity.Warning, "Code is copied before packages are installed", RolloutStep.Context)
{
    private static readonly HashSet<string> CodeFolders = new(StringComparer.Ordinal)
    {
        "", "src", "app", "lib", "source", "code", "server", "backend", "frontend",
    };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var stage in image.Stages)
        {
            for (var i = 0; i < stage.Steps.Count; i++)
            {
                if (stage.Steps[i].Instruction is not CopyInstruction { From: null, Excludes.Count: 0 } copy
                    || Code(copy) is not { } code || IsRoot(copy.Destination)
                    || FirstInstallation(image, stage.Steps.Skip(i + 1)) is not var (run, installation))
                {
                    continue;
                }

                yield return image.Find(this, code.Span,
                    $"Each edit of a file in here makes the RUN in line {run.Instruction.Location.Line} "
                    + $"({installation.Line.Program}) install everything again, which does not need the code. Copy it after "
                    + "that RUN"
                    + (installation.Needs.Length == 0 ? "." : $", and before it only {installation.Needs}."));
            }
        }
    }

    private static Token? Code(CopyInstruction copy) => copy.Sources.FirstOrDefault(source =>
        !source.Value.Contains('$') && !RemoteSource.IsRemote(source.Value)
        && CodeFolders.Contains(source.Value is "*" or "./*" ? "" : GoPath.Rooted(source.Value)));

    /// <summary>What goes to the root or to /etc configures the system, and with it the packages.</summary>
    private static bool IsRoot(Token? destination) =>
        destination is null || destination.Value is "/" || destination.Value.StartsWith("/etc", StringComparison.Ordinal);

    /// <summary>Up to the first <c>RUN</c> that may use the code: what follows may stand on what it made.</summary>
    private static (RunStep Run, Installation Installation)? FirstInstallation(AnalyzedImage image, IEnumerable<Step> steps) =>
        steps.OfType<RunStep>().SkipWhile(OnlyUpdatesLists).FirstOrDefault() is { } run
        && Installation.Of(run, image.Input) is [var first, ..] ? (run, first) : null;

    private static bool OnlyUpdatesLists(RunStep run) =>
        run.Script.IsComplete && run.Apt.Any()
        && run.Commands.All(line => run.Apt.Any(apt => apt.Line == line && apt.Is("update")));
}
