using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1109: pip's cache is switched off, by a variable or an option.</summary>
internal sealed class PipCacheOff() : Rule(
    "IMG1109", DiagnosticSeverity.Warning, "pip's cache is switched off", RolloutStep.Caches)
{
    private const string Advice = "A cache mount (RUN --mount=type=cache,target=/root/.cache/pip) keeps them out of the layer without that.";

    /// <summary>One finding for each RUN: several calls of pip, or an option and a variable, are one thing to change.</summary>
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var place in All(image).GroupBy(finding => image.Runs.FirstOrDefault(run => run.Run.Span.Contains(finding.Span with { Length = 0 }))?.Run.Span.Start ?? finding.Span.Start))
        {
            var edits = place.SelectMany(finding => finding.Fix?.Edits ?? []).Distinct().ToList();
            yield return place.First() with { Fix = edits.Count == 0 ? null : new Fix(edits) };
        }
    }

    private IEnumerable<Finding> All(AnalyzedImage image)
    {
        var settings = image.Dockerfile.Stages.Where(stage => image.Stages.Any(known => known.Stage == stage))
            .SelectMany(stage => stage.Instructions).OfType<AssignmentInstruction>().Where(instruction => instruction.Kind != InstructionKind.Label);
        foreach (var instruction in settings)
        {
            foreach (var assignment in instruction.Assignments.Where(IsThrottle))
            {
                yield return image.Find(this, assignment.Name.Span,
                    $"{assignment.Name} has pip download and compile everything again in each build, here and in all images that stand on this one, and keeps cache mounts empty. {Advice}",
                    Fix.Of(AssignmentEdits.Remove(image, instruction, assignment)));
            }
        }

        foreach (var run in image.Runs)
        {
            foreach (var pip in run.Pip.Where(pip => pip.Downloads))
            {
                if (pip.Find("no-cache-dir", "no-cache") is { ValueWord: null } option && option.Word.IsPlain)
                {
                    yield return image.Find(this, option.Word.Span,
                        $"{option.Word} has pip download and compile everything again in each build, and keeps a cache mount empty. {Advice}",
                        option.Word.Value.StartsWith("--", StringComparison.Ordinal) ? WordFixes.Remove(image, option.Word) : null);
                }

                foreach (var name in PipCache.Throttles)
                {
                    if (run.State.Variables.GetValueOrDefault(name) is { Parent: { } parent } variable && PipCache.IsYes(variable.Value))
                    {
                        yield return image.Find(this, pip.Subcommand.Span,
                            $"The image of the project {parent} sets {name}, which switches pip's cache off here: everything is downloaded again in each build, and cache mounts stay empty. "
                            + $"Remove it there, or write ENV {name}=0 here.");
                    }
                }
            }
        }
    }

    private static bool IsThrottle(Assignment assignment) =>
        PipCache.Throttles.Contains(assignment.Name.Value) && assignment.Value is { } value && PipCache.IsYes(value.Value.Trim('"', '\''));
}
