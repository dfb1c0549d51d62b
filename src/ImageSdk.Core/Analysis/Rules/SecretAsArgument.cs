using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1413: an <c>ARG</c> or <c>ENV</c> whose name says that it takes a secret. IMG1406 is about one whose value is in the file.
/// </summary>
internal sealed class SecretAsArgument() : Rule(
    "IMG1413", DiagnosticSeverity.Warning, "A secret is given by a variable", RolloutStep.Hygiene)
{
    internal override string BuildKitRule => "SecretsUsedInArgOrEnv";

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var instruction in image.Stages.SelectMany(stage => stage.Steps).Select(step => step.Instruction)
            .OfType<AssignmentInstruction>())
        {
            foreach (var assignment in instruction.Assignments.Where(assignment => Secrets.IsName(assignment.Name.Value)
                && !SecretInVariable.Holds(instruction, assignment) && Takes(instruction, assignment)))
            {
                var name = assignment.Name.Value;
                var place = instruction.Kind == InstructionKind.Env ? "ENV writes it to the configuration of the image"
                    : "The value of an ARG stays in the history of the image or in its provenance";
                yield return image.Find(this, assignment.Name.Span,
                    $"By its name, {name} is a secret. {place}, where everybody who can pull the image reads it. Mount it for "
                    + "the RUN that needs it: "
                    + $"RUN --mount=type=secret,id={Secrets.Id(name)},env={name}, with an ImageSecret in the project.");
            }
        }
    }

    /// <summary>
    /// Whether the secret comes when the image is built: to ARG by the command line, to ENV by another variable.
    /// </summary>
    private static bool Takes(AssignmentInstruction instruction, Assignment assignment)
    {
        var value = assignment.Value?.Value.Trim('"', '\'') ?? "";
        return instruction.Kind switch
        {
            // A default that stands in for a secret, or names a file or a switch, says that none is meant.
            InstructionKind.Arg => value.Length == 0 || value.Contains('$'),
            InstructionKind.Env =>
                VariableExpansion.Of(value, '\\', _ => null) is { Error: null, Unset: var names } && names.Any(Secrets.IsName),
            _ => false,
        };
    }
}
