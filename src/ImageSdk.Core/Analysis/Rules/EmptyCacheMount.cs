using System.Globalization;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1412: a cache mount that holds nothing after a build, as the builder says.</summary>
internal sealed class EmptyCacheMount() : Rule(
    "IMG1412", DiagnosticSeverity.Warning, "A cache mount holds nothing", RolloutStep.Caches)
{
    /// <summary>
    /// What empty folders and locks of a package manager take: 4 kB each. What a package manager keeps of one package, with its
    /// folders, is more.
    /// </summary>
    private const long MostOfNothing = 64_000;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var mount in image.Runs.SelectMany(run => run.CacheMounts).Where(mount => mount.Id.Length > 0))
        {
            var scope = image.Input.BuildArguments.GetValueOrDefault("BUILDKIT_CACHE_MOUNT_NS", "");
            if (image.Input.CacheMountSizes.TryGetValue($"{scope}/{mount.Id}", out var size) && size < MostOfNothing)
            {
                yield return image.Find(this, mount.Mount.Flag.Span,
                    string.Create(CultureInfo.InvariantCulture,
                        $"The builder has run this, and the mount {mount.Id} holds {size / 1000.0:0.#} kB: empty folders. ")
                    + "Each build downloads all of it again. "
                    + "Look for what empties it (docker-clean, rm, a clean command), for a switch that turns the cache off, and "
                    + "for the folder where the tool of this user really keeps its cache.");
            }
        }
    }
}
