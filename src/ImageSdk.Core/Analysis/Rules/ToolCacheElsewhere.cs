using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1120: a cache mount for npm, NuGet, Go and others that is not where their cache is. IMG1110 is about pip's.
/// </summary>
internal sealed class ToolCacheElsewhere() : Rule(
    "IMG1120", DiagnosticSeverity.Warning, "A package manager's cache mount is at another place than its cache",
    RolloutStep.Caches)
{
    private static readonly IReadOnlyList<ToolCacheMount> Tools =
        [new NodeCacheMount(), new NuGetCacheMount(), new GoCacheMount(), new CargoCacheMount()];

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs.Where(run => run.CacheMounts.Count > 0))
        {
            foreach (var tool in Tools)
            {
                foreach (var (mount, folder, name) in Misplaced(image, run, tool))
                {
                    yield return image.Find(this, mount.Mount.Target!.Span,
                        $"{name} keeps its cache in {folder} here, so this mount stays empty. Write target={folder}.",
                        // Where later commands need what is downloaded, it is in the layer now, and would no longer be.
                        tool.IsNeededLater || MountPoints.AreRemoved(run, folder)
                            ? null
                            : Fix.Of(image.Edit(mount.Mount.Target.Span, folder)));
                }
            }
        }
    }

    /// <summary>Mounts that are called like the folder of a cache, where nothing else says that the cache is there.</summary>
    private static IEnumerable<(CacheMount Mount, string Folder, string Tool)> Misplaced(AnalyzedImage image, RunStep run,
        ToolCacheMount tool)
    {
        if (tool.FindIn(image, run) is not { } cache)
            yield break;
        foreach (var folder in cache.Folders.Where(folder =>
            !run.CacheMounts.Any(mount => mount.Covers(folder) || mount.IsIn(folder))))
        {
            var mounts = run.CacheMounts.Where(mount =>
                NameOf(mount.Target) == NameOf(folder) && cache.Marks.Any((mount.Target + "/").Contains)
                && !cache.Folders.Any(mount.Covers) && !IsNamedElsewhere(image, mount)).ToList();
            if (mounts is [{ Mount.Target: not null } mount])
                yield return (mount, folder, cache.Tool);
        }
    }

    /// <summary>
    /// Whether a command, a variable or a file of the tool names the place, and so may have put the cache there.
    /// </summary>
    private static bool IsNamedElsewhere(AnalyzedImage image, CacheMount mount) =>
        image.Dockerfile.Instructions.Any(instruction =>
            instruction.Text.Replace($"target={mount.Target}", "", StringComparison.Ordinal)
            .Contains(mount.Target, StringComparison.Ordinal))
        || ((string[])[".npmrc", ".yarnrc", "nuget.config", "NuGet.config", ".cargo/config.toml"])
        .Any(file => image.Input.FindInContext(file)?.Contains(mount.Target, StringComparison.Ordinal) == true);

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
