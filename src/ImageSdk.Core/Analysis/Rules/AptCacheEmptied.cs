using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1105: apt's cache mounts are there, and something empties them.</summary>
internal sealed class AptCacheEmptied() : Rule(
    "IMG1105", DiagnosticSeverity.Warning, "apt's cache mount stays empty", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs.Where(run => run.CacheMounts.Count > 0 && run.Apt.Count > 0))
        {
            foreach (var command in run.Script.Commands.Where(command =>
                (run.Caches(AptPaths.Lists) && AptPaths.RemovesLists(command))
                || (run.Caches(AptPaths.Archives) && AptPaths.RemovesArchives(command))))
            {
                yield return image.Find(this, command.Span,
                    $"'{command}' empties a cache mount of this very RUN, so the next build downloads all of it again. What is "
                    + "in the mount is in no layer: leave it out.",
                    FixOf(image, run, command));
            }

            if (run.Caches(AptPaths.Archives)
                && run.Apt.FirstOrDefault(apt => apt.IsInstall && !apt.Line.Apt.KeepsPackages) is { } install)
            {
                yield return image.Find(this, install.Subcommand.Span,
                    "The images of Debian and Ubuntu have a hook that deletes every package after it is installed, also in a "
                    + "cache mount, which therefore stays "
                    + $"empty. Run rm -f {AptConfiguration.DockerClean} before.",
                    RunEdits.CanPrepend(run) && run.State.IsRoot && AptHook.MayGo(image, run, _ => false)
                        ? Fix.Of(RunEdits.Prepend(image, run, $"rm -f {AptConfiguration.DockerClean}"))
                        : null);
            }
        }
    }

    /// <summary>Not where the command empties something that no mount of the RUN holds.</summary>
    private static Fix? FixOf(AnalyzedImage image, RunStep run, ShellCommand command) =>
        (!AptPaths.IsDistClean(command) || run.Caches(AptPaths.Lists)) && (command.Name == "rm" || run.Caches(AptPaths.Archives))
        && CleanUpEdits.Remove(image, [command], run.Caches) is { } edits
            ? new Fix(edits)
            : null;
}
