using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1123: a RUN empties the cache of a package manager that an earlier RUN filled.</summary>
internal sealed class CleanedTooLate() : Rule(
    "IMG1123", DiagnosticSeverity.Warning, "A cache is emptied in a later layer", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var filled = new List<(RunStep Run, Func<ShellCommand, bool> Empties)>();
        foreach (var run in image.FinalStages.SelectMany(stage => stage.Runs))
        {
            var own = Filled(run).ToList();
            // What the same RUN fills, it may empty.
            if (run.Script.Commands.FirstOrDefault(command =>
                filled.Exists(earlier => earlier.Empties(command)) && !own.Exists(use => use(command))) is { } command)
            {
                var earlier = filled.Last(earlier => earlier.Empties(command)).Run;
                yield return image.Find(this, command.Span,
                    $"'{command}' empties a cache that the RUN in line {earlier.Run.Location.Line} filled. That layer stays in "
                    + "the image as it is, so nothing gets smaller. "
                    + "End that RUN with this command, or mount a cache there.");
            }

            filled.AddRange(own.Where(use => run.Script.IsComplete && !run.Script.Commands.Any(use)).Select(use => (run, use)));
        }
    }

    /// <summary>The caches that a RUN fills in its layer, each by what empties it.</summary>
    private static IEnumerable<Func<ShellCommand, bool>> Filled(RunStep run)
    {
        foreach (var call in PackageManagerCall.In(run).Where(call => call.Downloads && !call.IsMounted(run)))
        {
            string[] directories = [.. call.Manager.CacheDirectories,
                call.Manager.CacheDirectory(run, call.Line) ?? call.Manager.CacheDirectories[0]];
            yield return command => CacheCleaning.IsOf(command, call.Line.Program, directories);
        }

        if (run.Apt.Any(apt => apt.Is("update")) && !run.Caches(AptPaths.Lists))
            yield return command => AptPaths.RemovesLists(command) || PathRemoval.IsOfWhole(command, AptPaths.Lists);
        foreach (var pip in run.Pip.Where(pip => pip is { Downloads: true, IsUv: false } && !pip.Has("no-cache-dir")))
        {
            if (PipCache.Folder(run, pip) is { } folder
                && !run.CacheMounts.Any(mount => mount.Covers(folder) || mount.IsIn(folder))
                && PipCache.Throttles.All(name => run.State.Lookup(name) is null && !pip.Line.Environment.ContainsKey(name)))
            {
                yield return command => CacheCleaning.IsOf(command, "pip", [folder]);
            }
        }
    }
}
