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
                "Each time that this RUN runs again, for one more package, apt downloads the lists and every package anew. "
                + "Mount caches that stay on the "
                + "builder and are in no layer: RUN "
                + string.Join(' ', AptPaths.Mounts(run.Stage.OutsideBase, HasPlatforms(image, run))
                    .Select(mount => $"--mount={mount}"))
                + ", "
                + "with Debian's docker-clean hook out of the way; removing the lists at the end is then needless."
                + AptListsLeft.Before(reader),
                reader is null ? FixOf(image, run) : null);
        }
    }

    private static bool IsLocal(AptCommand apt) =>
        apt.Packages.All(package => package.Value.StartsWith('/') || package.Value.StartsWith("./", StringComparison.Ordinal));

    private static Fix? FixOf(AnalyzedImage image, RunStep run)
    {
        var keeps = run.AptAfter.KeepsPackages;
        return EditsOf(image, run, keeps) is { } edits && (keeps || AptHook.MayGo(image, run, later => GetsMount(image, later)))
            ? new Fix(edits)
            : null;
    }

    /// <summary>Whether a later RUN has a fix as soon as an earlier one has moved Debian's hook away.</summary>
    private static bool GetsMount(AnalyzedImage image, RunStep run) =>
        !LaterRuns.HasSuppression(run) && AptLists.NeededBy(image, run) is null
        && run.Apt.Any(apt => apt.IsInstall && !IsLocal(apt)) && EditsOf(image, run, keeps: true) is not null;

    private static IReadOnlyList<TextEdit>? EditsOf(AnalyzedImage image, RunStep run, bool keeps)
    {
        // With lists of its own, it can have both mounts: IMG1119 comes first.
        if (!run.State.IsRoot || AptLists.OfParent(run) is not null || (!keeps && !RunEdits.CanPrepend(run)))
            return null;
        // A mount hides the lists of earlier RUNs, and keeps its own from later ones.
        var ownsLists = run.Caches(AptPaths.Lists) || (!AptLists.NeedsEarlier(run) && AptLists.AreForItself(image, run));
        var cleanUps = run.Script.Commands.Where(command =>
            (ownsLists && AptPaths.RemovesLists(command)) || AptPaths.RemovesArchives(command)).ToList();
        if ((!ownsLists && cleanUps.Exists(AptPaths.RemovesLists))
            || CleanUpEdits.Remove(image, cleanUps, AptPaths.AreMountedAt) is not { } removals
            || MountPoints.AreRemoved(run, "/var/cache/apt", IsTakenOut)
            || (ownsLists && MountPoints.AreRemoved(run, AptPaths.Lists, IsTakenOut)))
        {
            return null;
        }

        var hasPlatforms = HasPlatforms(image, run);
        var mounts = AptPaths.Mounts(run.Stage.OutsideBase, hasPlatforms)
            .Where((_, index) => index == 0 || (ownsLists && !run.Caches(AptPaths.Lists))).ToList();
        // A command before the first one of the line goes where the mounts go: one edit.
        const string KeepPackages = $"rm -f {AptConfiguration.DockerClean}";
        var isLine = run.Script.Form == ShellScriptForm.Line;
        List<TextEdit> edits = [RunEdits.AddMounts(image, run, mounts, !keeps && isLine ? KeepPackages : "")];
        if (!keeps && !isLine)
            edits.Add(RunEdits.Prepend(image, run, KeepPackages));
        if (hasPlatforms && !run.State.Variables.ContainsKey("TARGETARCH"))
            edits.Add(image.Insert(run.Stage.Stage.From.Span.End, $"{image.NewLine}ARG TARGETARCH"));
        return [.. edits, .. removals];

        bool IsTakenOut(ShellCommand command, Word word) =>
            cleanUps.Contains(command) && AptPaths.AreMountedAt(PathRemoval.Stem(word.Value));
    }

    private static bool HasPlatforms(AnalyzedImage image, RunStep run) =>
        image.Input.Platforms.Count > 1 && run.Stage.Chain.All(stage => stage.Stage.From.Platform is null);
}
