using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1406: a secret as the value of an <c>ARG</c> or <c>ENV</c>.</summary>
internal sealed class SecretInVariable() : Rule(
    "IMG1406", DiagnosticSeverity.Warning, "A secret in a variable", RolloutStep.Hygiene)
{
    internal override string BuildKitRule => "SecretsUsedInArgOrEnv";

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var instructions = image.Dockerfile.GlobalArguments.Concat(image.Stages.OrderBy(stage => stage.Stage.Index)
            .SelectMany(stage => stage.Steps).Select(step => step.Instruction).OfType<AssignmentInstruction>());
        foreach (var instruction in instructions.Where(instruction =>
            instruction.Kind is InstructionKind.Arg or InstructionKind.Env))
        {
            foreach (var assignment in instruction.Assignments.Where(assignment =>
                Secrets.IsName(assignment.Name.Value) && Holds(instruction, assignment)))
            {
                yield return image.Find(this, assignment.Name.Span,
                    $"{assignment.Name} is in "
                    + (instruction.Kind == InstructionKind.Env
                        ? "the configuration of the image"
                        : "the history of the image and in this file")
                    + ", where everybody who "
                    + "can pull it reads it. Give it to the one RUN that needs it, RUN "
                    + $"--mount=type=secret,id={Secrets.Id(assignment.Name.Value)},env={assignment.Name}, with an ImageSecret "
                    + "in the project"
                    + $"{(instruction.Kind == InstructionKind.Env ? ", and to the container when it starts" : "")}; then change "
                    + "it.");
            }
        }
    }

    /// <summary>A value that is written here, or in ENV one that an argument brings: that stays in the image, too.</summary>
    public static bool Holds(AssignmentInstruction instruction, Assignment assignment)
    {
        var value = assignment.Value?.Value.Trim('"', '\'') ?? "";
        return value.Contains('$')
            ? instruction.Kind == InstructionKind.Env && value.Contains(assignment.Name.Value, StringComparison.Ordinal)
            : Secrets.IsValue(value);
    }
}
