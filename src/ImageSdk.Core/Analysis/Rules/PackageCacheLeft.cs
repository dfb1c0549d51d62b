using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1121: what apk, dnf, conda and their kin keep for the next call stays in a layer of the image. IMG1106 is about apt's
/// lists.
/// </summary>
internal sealed class PackageCacheLeft() : Rule(
    "IMG1121", DiagnosticSeverity.Warning, "A package manager's cache stays in the layer", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.FinalStages.SelectMany(stage => stage.Runs).Where(run => run.Script.IsComplete))
        {
            foreach (var calls in PackageManagerCall.In(run).Where(call => call.Downloads).GroupBy(call => call.Manager))
            {
                if (calls.First().IsMounted(run) || IsCleanedBy(run, calls.Last()))
                    continue;
                var call = calls.First();
                yield return image.Find(this, call.Verb.Span,
                    $"'{call}' leaves {call.Manager.Leftovers} in this layer, where nothing needs it; a later RUN cannot take "
                    + "it out. " + Advice(call, run), FixOf(image, run, [.. calls]));
            }
        }
    }

    /// <summary>Whether the cache is emptied after a call, in the same RUN.</summary>
    public static bool IsCleanedBy(RunStep run, PackageManagerCall call) =>
        run.Script.Commands.SkipWhile(command => command != call.Line.Command).Skip(1)
        .Any(command =>
            CacheCleaning.IsOf(command, call.Line.Program,
                [.. call.Manager.CacheDirectories,
                    call.Manager.CacheDirectory(run, call.Line) ?? call.Manager.CacheDirectories[0]])
            // What a script of the user does is not known.
            || (command.Name is { } name && !call.Manager.Programs.Contains(name)
                && name.Contains("clean", StringComparison.OrdinalIgnoreCase)));

    private static string Advice(PackageManagerCall call, RunStep run) => call.Manager.NoCacheOption is { Length: > 0 } option
        ? $"Write {call.Line.Program} {(call.Verb.Value == "update" ? "add" : call.Verb.Value)} --{option}, which needs no "
        + $"{call.Line.Program} update before it."
        : $"End the RUN with {call.Line.Program} {call.Manager.CleanUp}, or mount a "
        + $"cache{(call.Manager.CacheDirectory(run, call.Line) is { } folder ? " at " + folder : "")} (IMG1122).";

    private static Fix? FixOf(AnalyzedImage image, RunStep run, IReadOnlyList<PackageManagerCall> calls)
    {
        var manager = calls[0].Manager;
        // What is in the cache may be wanted: by a call that downloads nothing, or by an instruction that copies it.
        if (image.Runs.SelectMany(PackageManagerCall.In).Any(call => call.Manager == manager && call.Has(manager.IdleOptions))
            || image.Dockerfile.Instructions.Any(instruction =>
                instruction is not Dockerfiles.RunInstruction && manager.CacheDirectories.Any(instruction.Text.Contains)))
        {
            return null;
        }

        return manager.NoCacheOption.Length == 0
            ? run.State.IsRoot && RunEdits.Append(image, run, $"{calls[0].Line.Program} {manager.CleanUp}") is { } edit
            && calls.All(call => call.Line.Command.Name is not ("sudo" or "su")) ? Fix.Of(edit) : null
            : WithoutCache(image, run, calls);
    }

    /// <summary>The option for each installation. What only fetches the index is not needed then.</summary>
    private static Fix? WithoutCache(AnalyzedImage image, RunStep run, IReadOnlyList<PackageManagerCall> calls)
    {
        var updates = calls.Where(call => call.Verb.Value == "update").Select(call => call.Line.Command).ToList();
        var others = calls.Where(call => call.Verb.Value != "update").ToList();
        // A later call without the option may live on an index that this RUN leaves.
        if (others.Count == 0 || updates.Any(command => !command.Scope.IsTop) || (updates.Count > 0 && !AreAlone(image, run))
            || RunEdits.Remove(image, updates) is not { } removals)
            return null;
        return new Fix([.. others.Select(call => call.Verb.Fix(image, $" --{call.Manager.NoCacheOption}"))
            .SelectMany(fix => fix.Edits), .. removals]);
    }

    /// <summary>Whether no later RUN lives on the index: those of the image get the option as well.</summary>
    private static bool AreAlone(AnalyzedImage image, RunStep run) =>
        image.Runs.SkipWhile(other => other != run).Skip(1).All(other => other.Script.IsComplete
        && !other.Commands.Any(line =>
            Interpreter.RunsScriptOfShell(line) || line.ProgramWord.Value.EndsWith(".sh", StringComparison.Ordinal))
        && (other.Stage.IsInFinalImage || PackageManagerCall.In(other).All(call => !call.Downloads)));
}
