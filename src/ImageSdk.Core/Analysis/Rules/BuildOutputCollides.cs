using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1117: what cargo compiles is in one cache mount for all platforms.</summary>
internal sealed class BuildOutputCollides() : Rule(
    "IMG1117", DiagnosticSeverity.Warning, "Platforms share a cache mount of compiled programs", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (image.Input.Platforms.Count < 2)
            yield break;
        foreach (var run in image.Runs)
        {
            // With --target, each platform has a folder of its own in it.
            if (run.Commands.FirstOrDefault(line =>
                line.Program == "cargo" && line.Arguments.Any(word =>
                    word.Value is "build" or "install" or "rustc" or "b")) is not { } cargo
                || cargo.Arguments.Any(word => word.Value.StartsWith("--target", StringComparison.Ordinal))
                || ToolCache.Variable(run, cargo, "CARGO_BUILD_TARGET") is not null)
            {
                continue;
            }

            var folder = ToolCache.Variable(run, cargo, "CARGO_TARGET_DIR")?.TrimEnd('/');
            foreach (var mount in run.CacheMounts.Where(mount =>
                (mount.Target == folder || (folder is null && mount.Target.EndsWith("/target", StringComparison.Ordinal)))
                && !PlatformIds.Has(run, mount)))
            {
                yield return image.Find(this, (mount.Mount.Find("id")?.Value ?? mount.Mount.Target!).Span,
                    $"This image is built for {image.Input.Platforms.Count} platforms at once, and cargo writes the programs of "
                    + "all of them to the same files in this mount: one platform's image may get "
                    + "another one's program. Declare ARG TARGETPLATFORM in the stage, and write id=target-$TARGETPLATFORM.");
            }
        }
    }
}
