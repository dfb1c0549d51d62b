using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1401: models or weights that a RUN or an ADD downloads into the image.</summary>
internal sealed class ModelDownloaded() : Rule(
    "IMG1401", DiagnosticSeverity.Warning, "A model is downloaded into the image", RolloutStep.Models)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var step in image.Stages.Where(stage => stage.IsInFinalImage || IsCopiedAsModels(stage, image))
            .SelectMany(stage => stage.Steps))
        {
            if (step is RunStep run)
            {
                foreach (var download in ModelDownload.In(image, run)
                    .Where(download => download.Variable == ModelDownload.Package || !IsMounted(run, download.Target)))
                    yield return image.Find(this, download.Place, Message(download.What, download.Variable));
            }
            else if (step.Instruction is CopyInstruction { Kind: InstructionKind.Add } add)
            {
                foreach (var source in add.Sources.Where(source => ModelFiles.IsModelUrl(source.Value)))
                    yield return image.Find(this, source.Span, Message(Path.GetFileName(source.Value.Split('?', '#')[0]), ""));
            }
        }

        var packages = image.PipInstalls.Where(install => install.Run.Stage.IsInFinalImage)
            .SelectMany(install => install.Requirements).Where(requirement => ModelDownload.IsPackage(requirement.Url));
        foreach (var requirement in packages.DistinctBy(requirement => (requirement.Source.Path, requirement.Span.Start)))
            yield return AnalyzedImage.FindIn(this, requirement.Source, requirement.Span,
                Message(requirement.Name.Length > 0 ? requirement.Name : requirement.Url.Split('/')[^1], ModelDownload.Package));
    }

    private static string Message(string what, string variable) => variable == ModelDownload.Package
        ? $"{what} installs a model as a package, into a layer, which no volume can serve: each image of the family has it once "
        + "more. Install it in one image that the others are based on, "
            + "by its address and version in a requirement file, or unpack it to a volume and load it by its path."
        : $"{what} puts weights into a layer: every pull and every machine has them once more for each image, and they are "
        + "downloaded again whenever a line above changes. "
            + "Let the program download them to a volume that all containers share: "
            + $"{(variable.Length == 0 ? "" : $"ENV {variable}=/models, and ")}docker run -v models:/models.";

    /// <summary>
    /// What goes into a mount is in no layer. Where it goes is not always known; then a mount that is meant for it counts.
    /// </summary>
    private static bool IsMounted(RunStep run, string? target) => run.Run.Mounts
        .Where(mount => mount.Type is "cache" or "tmpfs" or "bind").Select(mount => mount.Target?.Value.TrimEnd('/'))
        .OfType<string>()
        .Where(mount =>
            !mount.EndsWith("/pip", StringComparison.Ordinal) && !mount.EndsWith("/uv", StringComparison.Ordinal)
            && !CacheTargets.IsApt(mount))
        .Any(mount => target is not null && target.StartsWith('/')
            ? target == mount || target.StartsWith(mount + "/", StringComparison.Ordinal)
            : ModelFiles.HasModelWord(mount) || mount.Contains("cache", StringComparison.OrdinalIgnoreCase)
            || mount.EndsWith("/hf", StringComparison.Ordinal));

    /// <summary>Whether the image copies models from a stage: it may also have them only to make something else.</summary>
    private static bool IsCopiedAsModels(ImageStage stage, AnalyzedImage image) =>
        image.FinalStages.SelectMany(final => final.Steps)
        .Select(step => step.Instruction).OfType<CopyInstruction>()
        .Any(copy => copy.From is { } from && from.Value.Equals(stage.Stage.ToString(), StringComparison.OrdinalIgnoreCase)
            && copy.Sources.Append(copy.From).Any(word => ModelFiles.HasModelWord(word.Value)));
}
