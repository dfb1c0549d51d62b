using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis;

/// <summary>Mounts for the caches of pip and uv.</summary>
internal static class PipMounts
{
    private static readonly HashSet<string> WithoutCache = new(StringComparer.Ordinal)
    {
        "list", "show", "check", "freeze", "uninstall", "config", "cache", "debug", "inspect", "hash", "help",
    };

    /// <summary>
    /// The value of <c>--mount</c> for a folder. Wheels that pip built on Alpine have the same names as those of other
    /// distributions and do not run there, so Alpine has an id of its own.
    /// </summary>
    public static string MountOf(RunStep run, string folder) =>
        "type=cache,"
        + (KnownBases.IsAlpine(run.Stage.OutsideBase) ? $"id={folder[(folder.LastIndexOf('/') + 1)..]}-alpine," : "")
        + $"target={folder}";

    /// <summary>
    /// The edit that mounts the cache of a call; null where its folder or the user is not certain, where another mount is meant
    /// for it, or where the RUN removes or empties the folder.
    /// </summary>
    public static TextEdit? For(AnalyzedImage image, RunStep run, PipCommand pip) =>
        PipCache.Folder(run, pip) is { Length: > 0 } folder && run.State.IsRoot
        && !run.CacheMounts.Any(mount => PipCache.IsMeantFor(mount, pip) || mount.Target.Length == 0)
            && !MountPoints.AreRemoved(run, folder)
            && !run.Script.Commands.Any(command => CacheCleaning.IsOf(command, pip.IsUv ? "uv" : "pip", [folder]))
            ? RunEdits.AddMounts(image, run, [MountOf(run, folder)])
            : null;

    /// <summary>
    /// The edits after which none of some RUNs writes the cache into a layer, whatever it calls. Null where that is not certain:
    /// a command may call pip, and its RUN has no mount.
    /// </summary>
    public static IReadOnlyList<TextEdit>? ForAll(AnalyzedImage image, IEnumerable<RunStep> runs, bool isUv)
    {
        var edits = new List<TextEdit>();
        foreach (var run in runs.Where(run => PipCache.Folder(run, isUv) is not { } folder || !run.Caches(folder)))
        {
            var calls = run.Commands.Select(PipCommand.Of).OfType<PipCommand>().ToList();
            if (!HarmlessPrograms.AreAllKnown(run)
                || run.Commands.Any(line => !HarmlessPrograms.Include(line) && !calls.Exists(call => call.Line == line)))
                return null;
            calls.RemoveAll(call =>
                call.IsUv != isUv || WithoutCache.Contains(call.Subcommand.Value)
                || (PipCache.Folder(run, call) is { } folder && run.Caches(folder)));
            if (calls.Count == 0)
                continue;
            var mounts = calls.Select(call => For(image, run, call)).Distinct().ToList();
            if (mounts is not [{ } mount] || LaterRuns.HasSuppression(run))
                return null;
            edits.Add(mount);
        }

        return edits;
    }
}
