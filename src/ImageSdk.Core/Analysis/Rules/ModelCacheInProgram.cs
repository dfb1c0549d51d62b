using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1323: a variable puts the cache of models into a directory that has files of the image, so that no volume can be mounted
/// there.
/// </summary>
internal sealed class ModelCacheInProgram() : Rule(
    "IMG1323", DiagnosticSeverity.Warning, "A model cache that no volume can serve", RolloutStep.Models)
{
    private static readonly HashSet<string> Variables = new(StringComparer.Ordinal)
    {
        "HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "TRANSFORMERS_CACHE", "SENTENCE_TRANSFORMERS_HOME", "TORCH_HOME",
        "NLTK_DATA", "STANZA_RESOURCES_DIR", "OLLAMA_MODELS", "MODELSCOPE_CACHE",
    };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var step in image.FinalStages.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction is not AssignmentInstruction { Kind: InstructionKind.Env } env)
                continue;
            foreach (var assignment in env.Assignments.Where(assignment => Variables.Contains(assignment.Name.Value)))
            {
                // What the variable is at the end counts.
                if (image.Target.End.Variables.GetValueOrDefault(assignment.Name.Value) is not { IsKnown: true } variable
                    || variable.Assignment != assignment
                    || variable.Value.TrimEnd('/') is not ['/', ..] directory || CopyInto(image, directory) is not { } copy)
                {
                    continue;
                }

                yield return image.Find(this, assignment.Name.Span,
                    $"{assignment.Name} is {variable.Value}, where the {copy.Kind.ToString().ToUpperInvariant()} in line "
                    + $"{copy.Location.Line} puts files of the program. A volume there would hide them, so models can only be "
                    + "in the "
                    + "image, or are downloaded by each container again. Choose a directory of its own: ENV "
                    + $"{assignment.Name}=/models, and docker run -v models:/models.");
            }
        }
    }

    /// <summary>
    /// The last instruction that copies files of the context to a directory, or to one below; null where none does.
    /// </summary>
    private static CopyInstruction? CopyInto(AnalyzedImage image, string directory) =>
        image.FinalStages.SelectMany(stage => stage.Steps)
        .LastOrDefault(step =>
            step.Instruction is CopyInstruction { From: null, Destination: { } destination } copy
            && !destination.Value.Contains('$')
            && ImagePath.Below(ImagePath.Combine(ImageFiles.Folder(step.State), destination.Value), directory) is not null
            // Models that are copied there are what the volume is for.
            && !copy.Sources.Any(source =>
                Commands.ModelFiles.HasModelWord(source.Value)
                || Commands.ModelFiles.IsModel(source.Value)))?.Instruction as CopyInstruction;
}
