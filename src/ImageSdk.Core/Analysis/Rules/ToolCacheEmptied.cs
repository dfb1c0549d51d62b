using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1124: the cache mount of dnf, conda, npm or pip is there, and a command of the same RUN empties it. IMG1105 is about apt's.
/// </summary>
internal sealed class ToolCacheEmptied() : Rule(
    "IMG1124", DiagnosticSeverity.Warning, "A package manager's cache mount is emptied", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs.Where(run => run.CacheMounts.Count > 0))
        {
            var mounts = run.CacheMounts.Where(mount => mount.Target.Length > 0).Select(mount => mount.Target).ToList();
            foreach (var (tool, directories) in Tools(run).DistinctBy(use => use.Tool))
            {
                // Only what is in a mount is lost.
                var mounted = directories.Where(directory =>
                    mounts.Exists(mount => PathRemoval.IsIn(directory, mount) || PathRemoval.IsIn(mount, directory))).ToList();
                foreach (var command in mounted.Count == 0
                    ? []
                    : run.Script.Commands.Where(command => CacheCleaning.IsOf(command, tool, mounted)))
                {
                    var removal = command.Scope.IsTop && CacheCleaning.IsOnlyOf(command, tool, mounted) ? command.Removal : null;
                    yield return image.Find(this, command.Span,
                        $"'{command}' empties a cache mount of this very RUN, so the next build downloads all of it again. What "
                        + "is in the mount is in no layer: leave it out.",
                        removal is { } span ? Fix.Of(image.Edit(span, "")) : null);
                }
            }
        }
    }

    private static IEnumerable<(string Tool, IReadOnlyList<string> Directories)> Tools(RunStep run)
    {
        foreach (var call in PackageManagerCall.In(run).Where(call => call.Downloads))
            yield return (call.Line.Program,
                call.Manager.CacheDirectory(run, call.Line) is { } own ? [own] : call.Manager.CacheDirectories);
        foreach (var pip in run.Pip.Where(pip => pip is { Downloads: true }))
        {
            if (PipCache.Folder(run, pip) is { } folder)
                yield return (pip.IsUv ? "uv" : "pip", [folder]);
        }

        foreach (var line in run.Commands.Where(line => line.Program == "npm"))
        {
            if (ToolCache.InHome(run, line, ".npm") is { } folder)
                yield return ("npm", [folder]);
        }
    }
}
