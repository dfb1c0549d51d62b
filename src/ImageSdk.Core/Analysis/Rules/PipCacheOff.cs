using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1109: pip's cache is switched off, by a variable or an option.</summary>
internal sealed class PipCacheOff() : Rule(
    "IMG1109", DiagnosticSeverity.Warning, "pip's cache is switched off", RolloutStep.Caches)
{
    private const string Advice =
        "A cache mount (RUN --mount=type=cache,target=/root/.cache/pip) keeps them out of the layer without that.";

    /// <summary>One finding for each RUN: several calls of pip, or an option and a variable, are one thing to change.</summary>
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var place in All(image)
            .GroupBy(finding =>
                image.Runs.FirstOrDefault(run => run.Run.Span.Contains(finding.Span with { Length = 0 }))?.Run.Span.Start
                ?? finding.Span.Start))
        {
            var edits = place.SelectMany(finding => finding.Fix?.Edits ?? []).Distinct().ToList();
            yield return place.First() with { Fix = edits.Count == 0 ? null : new Fix(edits) };
        }
    }

    private IEnumerable<Finding> All(AnalyzedImage image)
    {
        foreach (var (stage, instruction) in Settings(image))
        {
            foreach (var assignment in instruction.Assignments.Where(IsThrottle))
            {
                yield return image.Find(this, assignment.Name.Span,
                    $"{assignment.Name} has pip download and compile everything again in each build, here and in all images "
                    + $"that are based on this one, and keeps cache mounts empty. {Advice}",
                    FixOf(image, stage, instruction, assignment));
            }
        }

        foreach (var run in image.Runs)
        {
            foreach (var pip in run.Pip.Where(pip => pip.Downloads))
            {
                if (pip.Find("no-cache-dir", "no-cache") is { ValueWord: null } option && option.Word.IsPlain)
                {
                    yield return image.Find(this, option.Word.Span,
                        $"{option.Word} has pip download and compile everything again in each build, and keeps a cache mount "
                        + $"empty. {Advice}",
                        option.Word.Value.StartsWith("--", StringComparison.Ordinal)
                            ? FixOf(image, run, pip, option.Word)
                            : null);
                }

                foreach (var name in PipCache.Throttles)
                {
                    // Each tool reads its own variable.
                    if (pip.IsUv != (name == PipCache.UvThrottle))
                        continue;
                    if (run.State.Variables.GetValueOrDefault(name) is { Parent: { } parent } variable
                        && PipCache.IsOff(name, variable.Value))
                    {
                        yield return image.Find(this, pip.Subcommand.Span,
                            $"The image of the project {parent} sets {name}, which switches pip's cache off here: everything is "
                            + "downloaded again in each build, and cache mounts stay empty. "
                            + $"Remove it there, or write ENV {name}={(pip.IsUv ? "0" : "")} here.");
                    }
                }
            }
        }
    }

    private static IEnumerable<(ImageStage Stage, AssignmentInstruction Instruction)> Settings(AnalyzedImage image) =>
        image.Stages
        .SelectMany(stage => stage.Steps.Select(step => (stage, step.Instruction as AssignmentInstruction)))
        .Where(setting => setting.Item2 is { Kind: not InstructionKind.Label })
        .Select(setting => (setting.stage, setting.Item2!));

    /// <summary>Not where a command that follows, here or in a child, may fill the cache in a layer.</summary>
    private static Fix? FixOf(AnalyzedImage image, ImageStage stage, AssignmentInstruction instruction, Assignment assignment)
    {
        var name = assignment.Name.Value;
        if (stage.IsInFinalImage && image.Input.Family.Any(member => member.Facts.CacheSwitchesNeeded.Contains(name)))
            return null;
        return LaterRuns.Of(image, stage, instruction) is { } runs
            && PipMounts.ForAll(image, runs, name == PipCache.UvThrottle) is { } mounts
            ? new Fix([AssignmentEdits.Remove(image, instruction, assignment), .. mounts])
            : null;
    }

    /// <summary>The option goes when the cache goes to a mount, which the same edit adds.</summary>
    private static Fix? FixOf(AnalyzedImage image, RunStep run, PipCommand pip, Word option)
    {
        if (WordFixes.Remove(image, option) is not { } removal)
            return null;
        if (PipCache.Folder(run, pip) is { } folder && run.Caches(folder))
            return removal;
        return PipMounts.For(image, run, pip) is { } mount ? new Fix([mount, .. removal.Edits]) : null;
    }

    private static bool IsThrottle(Assignment assignment) =>
        PipCache.Throttles.Contains(assignment.Name.Value) && assignment.Value is { } value
        && PipCache.IsOff(assignment.Name.Value, value.Value.Trim('"', '\''));
}
