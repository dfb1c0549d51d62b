using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1321: an <c>ARG</c> that nothing can see, so that two values of it, as two variants have, give the same image.
/// </summary>
internal sealed class ArgumentWithoutEffect() : Rule(
    "IMG1321", DiagnosticSeverity.Warning, "A build argument has no effect", RolloutStep.Hygiene, OperatingSystems.Any)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var assignment in image.Dockerfile.GlobalArguments.SelectMany(argument => argument.Assignments))
        {
            var name = assignment.Name.Value;
            if (!PredefinedArguments.Contains(name)
                && !image.Dockerfile.Instructions.Any(instruction =>
                    Mentions(instruction, name) || Declares(instruction, assignment)))
            {
                yield return image.Find(this, assignment.Name.Span,
                    $"No FROM names ${name}, and no stage declares it again, so it changes nothing: two images that differ only "
                    + $"in it are the same. Write ARG {name} into the stage that needs it, or remove it.");
            }
        }

        // Another line may give the same argument its effect: a FROM, or an ARG of another stage. Then this line changes nothing,
        // but the argument does.
        var used = image.Dockerfile.GlobalArguments.SelectMany(argument => argument.Assignments)
            .Select(assignment => assignment.Name.Value)
            .Where(name =>
                image.Dockerfile.Stages.Any(stage => Mentions(stage.From, name))
                || image.Dockerfile.GlobalArguments.Any(argument => Mentions(argument, name)))
            .ToHashSet(StringComparer.Ordinal);
        var unused = new List<(Stage Stage, Assignment Assignment)>();
        var stages = image.OfFile.SelectMany(one => one.Stages).ToList();
        foreach (var stage in stages.DistinctBy(stage => stage.Stage))
        {
            for (var i = 0; i < stage.Steps.Count; i++)
            {
                if (stage.Steps[i].Instruction is not AssignmentInstruction { Kind: InstructionKind.Arg } arg)
                    continue;
                var later = stage.Steps.Skip(i)
                    .Concat(stages.Where(child => child.Chain.Skip(1).Any(parent => parent.Stage == stage.Stage))
                        .SelectMany(child => child.Steps))
                    .Select(step => step.Instruction).ToList();
                // A RUN has it in its environment, whether the text names it or not.
                var isSeen = later.Exists(instruction => instruction.Kind is InstructionKind.Run or InstructionKind.Onbuild);
                foreach (var assignment in arg.Assignments.Where(assignment =>
                    !PredefinedArguments.Contains(assignment.Name.Value)))
                {
                    if (isSeen || later.Exists(instruction => Mentions(instruction, assignment.Name.Value)))
                        used.Add(assignment.Name.Value);
                    else
                        unused.Add((stage.Stage, assignment));
                }
            }
        }

        foreach (var (_, assignment) in unused.Where(one =>
            image.Stages.Any(stage => stage.Stage == one.Stage) && !used.Contains(one.Assignment.Name.Value)))
        {
            yield return image.Find(this, assignment.Name.Span,
                $"Nothing after this line uses ${assignment.Name.Value}, and no RUN can see it: two images that differ only in "
                + "it are the same. Use it, or remove it.");
        }
    }

    private static bool Declares(Instruction instruction, Assignment global) =>
        instruction is AssignmentInstruction { Kind: InstructionKind.Arg } arg
        && arg.Assignments.Any(assignment => assignment != global && assignment.Name.Value == global.Name.Value);

    /// <summary>Whether <c>$NAME</c> or <c>${NAME…}</c> is in the text, here-documents and comments included.</summary>
    private static bool Mentions(Instruction instruction, string name)
    {
        var text = instruction.ToString();
        for (var at = text.IndexOf('$'); at >= 0; at = text.IndexOf('$', at + 1))
        {
            var start = at + 1 < text.Length && text[at + 1] == '{' ? at + 2 : at + 1;
            if (text.AsSpan(start).StartsWith(name)
                && (start + name.Length == text.Length || text[start + name.Length] is not '_'
                    && !char.IsAsciiLetterOrDigit(text[start + name.Length])))
                return true;
        }

        return false;
    }
}
