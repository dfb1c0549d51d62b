using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>A package manager that downloads without a cache mount.</summary>
internal abstract class ToolCacheMount(string code, string title)
    : Rule(code, DiagnosticSeverity.Warning, title, RolloutStep.Caches)
{
    /// <summary>
    /// Whether later commands use what the cache holds: then all of them need the mount or none, and what is in a mount is not in
    /// the image.
    /// </summary>
    internal abstract bool IsNeededLater { get; }

    /// <summary>The cache of a command; null for another command, and for one without a cache.</summary>
    private protected abstract ToolCache? Find(AnalyzedImage image, RunStep run, CommandLine line);

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var family in image.Stages.GroupBy(stage => stage.Chain.Last()))
        {
            var missing = family.SelectMany(stage => stage.Runs).Select(run => (Run: run, Cache: FindIn(image, run)))
                .Where(use => use.Cache is not null && !use.Cache.IsMounted(use.Run)).Select(use => (use.Run, Cache: use.Cache!))
                .ToList();
            var downloads = missing.Where(use =>
                use.Cache.Downloads && !(IsNeededLater && use.Cache.OnlyDownloads && image.Target.Chain.Contains(use.Run.Stage)))
                    .ToList();
            foreach (var (run, cache) in IsNeededLater ? downloads.Take(1) : downloads)
                yield return image.Find(this, cache.Word.Span, Message(run, cache),
                    FixOf(image, [.. family], IsNeededLater ? missing : [(run, cache)]));
        }
    }

    /// <summary>The cache of all commands of a RUN; null where none has one.</summary>
    internal ToolCache? FindIn(AnalyzedImage image, RunStep run)
    {
        var caches = run.Commands.Select(line => Find(image, run, line)).OfType<ToolCache>().ToList();
        var cache = caches.Find(candidate => candidate.Downloads) ?? caches.FirstOrDefault();
        return cache is null
            ? null
            : cache with { Folders = [.. caches.SelectMany(one => one.Folders).Distinct()],
                OnlyDownloads = caches.All(one => one.OnlyDownloads) };
    }

    private string Message(RunStep run, ToolCache cache) =>
        $"Each time that this RUN runs again, {cache.Tool} downloads every package anew. Mount a cache, which stays on the "
        + "builder and is in no layer: "
        + (cache.Folders.Count == 0
            ? $"RUN --mount=type=cache,target=CACHE-FOLDER, at the folder where {cache.Tool} has its cache "
            + $"here{(run.State.IsRoot ? "" : ", and with uid=")}"
            : "RUN " + string.Join(' ', cache.Folders.Select(folder => $"--mount={MountOf(run, cache, folder)}")))
        + (IsNeededLater ? $", in each RUN that uses {cache.Tool}." : ".");

    private static string MountOf(RunStep run, ToolCache cache, string folder) =>
        $"type=cache,target={folder}{cache.MountOptions}"
        + $"{(run.State.IsRoot ? "" : $",uid={UserAccount.Of(run).Id ?? "USER-ID"}")}";

    private Fix? FixOf(AnalyzedImage image, IReadOnlyList<ImageStage> family, IReadOnlyList<(RunStep Run, ToolCache Cache)> uses)
    {
        if (uses.Any(use =>
            !use.Cache.IsFixable || use.Cache.Folders.Count == 0
            || use.Run.Commands.Any(line => line.Command.Name is "sudo" or "su") || UserAccount.Of(use.Run).Id is null))
            return null;
        // What empties the cache would empty the mount.
        var cleaning = uses.Select(use =>
            use.Run.Script.Commands.Where(command => CacheCleaning.IsOf(command, use.Cache.Tool, use.Cache.Folders)).ToList())
            .Where(commands => commands.Count > 0).ToList();
        if (uses.Any(use =>
            use.Cache.Folders.Any(folder =>
                MountPoints.AreRemoved(use.Run, folder, (command, _) =>
                    cleaning.Exists(commands => commands.Contains(command))))))
            return null;
        var folders = uses.SelectMany(use => use.Cache.Folders).Distinct().ToList();
        if (IsNeededLater && !CanMove(image, family, [.. uses.Select(use => use.Run)], folders))
            return null;
        var removals = cleaning.Select(commands => RemoveCleaning(image, commands, folders)).ToList();
        if (removals.Contains(null))
            return null;
        return new Fix([
            .. uses.Select(use =>
                RunEdits.AddMounts(image, use.Run,
                    [.. use.Cache.Folders.Select(folder => MountOf(use.Run, use.Cache, folder))])),
                        .. removals.SelectMany(edits => edits!),
        ]);
    }

    /// <summary>
    /// Removes the commands that empty a cache; null where one cannot be removed, or does something else as well.
    /// </summary>
    private static IReadOnlyList<TextEdit>? RemoveCleaning(AnalyzedImage image, IReadOnlyList<ShellCommand> commands,
        IReadOnlyList<string> folders) =>
        commands.All(command =>
            command.Scope.IsTop && command.Name is { } name && CacheCleaning.IsOnlyOf(command, name, folders))
                ? RunEdits.Remove(image, commands)
                : null;

    /// <summary>Whether nothing else may want what will be in mounts only.</summary>
    private bool CanMove(AnalyzedImage image, IReadOnlyList<ImageStage> family, IReadOnlyList<RunStep> uses,
        IReadOnlyList<string> folders)
    {
        if (family.Any(image.Target.Chain.Contains))
            return false;
        if (LaterRuns.HaveOthersOnThem(image, family))
            return false;
        if (image.Dockerfile.Instructions.Any(instruction =>
            instruction is not RunInstruction
            && folders.Any(folder => instruction.Text.Contains(folder, StringComparison.Ordinal))))
            return false;
        return family.SelectMany(stage => stage.Runs).All(run => uses.Contains(run) || FindIn(image, run)?.IsMounted(run) == true
            || (run.Script.IsComplete && run.Commands.Count > 0 && run.Commands.All(HarmlessPrograms.Include)
                && !folders.Any(folder => run.Run.Text.Contains(folder, StringComparison.Ordinal))));
    }
}
