using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1104: <c>apt-get install</c> without cache mounts.</summary>
internal sealed class AptCacheMount() : Rule(
    "IMG1104", DiagnosticSeverity.Warning, "apt downloads without a cache mount", RolloutStep.Caches)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            if (run.CacheMounts.Any(mount => mount.IsIn("/var/cache/apt") || mount.Covers(AptPaths.Archives)))
                continue;
            if (run.Apt.FirstOrDefault(apt => apt.IsInstall && !IsLocal(apt)) is not { } install)
                continue;
            var reader = AptLists.NeededBy(image, run);
            yield return image.Find(this, install.Subcommand.Span,
                "Each time that this RUN runs again, for one more package, apt downloads the lists and every package anew. Mount caches that stay on the "
                + "builder and are in no layer: RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked, "
                + "with Debian's docker-clean hook out of the way; removing the lists at the end is then needless." + AptListsLeft.Before(reader),
                reader is null ? FixOf(image, run) : null);
        }
    }

    private static bool IsLocal(AptCommand apt) =>
        apt.Packages.All(package => package.Value.StartsWith('/') || package.Value.StartsWith("./", StringComparison.Ordinal));

    private static Fix? FixOf(AnalyzedImage image, RunStep run)
    {
        // With lists of its own, it can have both mounts: IMG1119 comes first.
        if (!run.State.IsRoot || AptLists.OfParent(run) is not null)
            return null;
        // A mount hides the lists of earlier RUNs, and keeps its own from later ones.
        var ownsLists = run.Caches(AptPaths.Lists) || (!AptLists.NeedsEarlier(run) && AptLists.AreForItself(image, run));
        var mounts = AptPaths.Mounts.Where((_, index) => index == 0 || (ownsLists && !run.Caches(AptPaths.Lists))).ToList();
        var keeps = run.AptAfter.KeepsPackages;
        if (!keeps && !RunEdits.CanPrepend(run))
            return null;
        var cleanUps = run.Script.Commands.Where(command => AptPaths.OnlyEmptiesApt(command) && (ownsLists || AptPaths.RemovesArchives(command))).ToList();
        if ((!ownsLists && cleanUps.Any(AptPaths.RemovesLists)) || cleanUps.Any(command => !command.Scope.IsTop) || RunEdits.Remove(image, cleanUps) is not { } removals)
            return null;

        // A command before the first one of the line goes where the mounts go: one edit.
        const string KeepPackages = $"rm -f {AptConfiguration.DockerClean}";
        var isLine = run.Script.Form == ShellScriptForm.Line;
        List<TextEdit> edits = [RunEdits.AddMounts(image, run, mounts, !keeps && isLine ? KeepPackages : "")];
        if (!keeps && !isLine)
            edits.Add(RunEdits.Prepend(image, run, KeepPackages));
        edits.AddRange(removals);
        return new Fix(edits);
    }
}
