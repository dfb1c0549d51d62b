using System.Globalization;
using System.IO.Enumeration;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1402: model files of the context that an instruction copies into the image.</summary>
internal sealed class ModelCopied() : Rule(
    "IMG1402", DiagnosticSeverity.Warning, "A model is copied into the image", RolloutStep.Models)
{
    private const string SizeSetting = "imagesdk_model_size_mb";
    private const double DefaultSize = 10;
    private const double Megabyte = 1_000_000;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var most = (double.TryParse(image.Settings.Find(SizeSetting), CultureInfo.InvariantCulture, out var size) && size >= 0 ? size : DefaultSize) * Megabyte;
        IgnoreFile? ignore = null;
        foreach (var copy in image.FinalStages.SelectMany(stage => stage.Steps).Select(step => step.Instruction).OfType<CopyInstruction>().Where(copy => copy.From is null))
        {
            foreach (var source in copy.Sources)
            {
                var found = Models(image.Input, source.Value)
                    .Select(path => (Path: path, Name: Path.GetRelativePath(image.Input.ContextDirectory, path).Replace('\\', '/')))
                    .Where(file => !(ignore ??= Ignored(image.Input)).IsIgnored(file.Name))
                    .Select(file => (file.Name, Size: image.Input.Files.LengthOf(file.Path) ?? 0)).Where(file => file.Size > most)
                    .OrderByDescending(file => file.Size).ThenBy(file => file.Name, StringComparer.Ordinal).ToList();
                if (found.Count > 0)
                    yield return image.Find(this, source.Span, Message(found));
            }
        }
    }

    private static string Message(List<(string Name, long Size)> found) => string.Create(CultureInfo.InvariantCulture,
        $"This copies {found.Sum(file => file.Size) / Megabyte:#,0.##} MB of weights into a layer ({string.Join(", ", found.Take(3).Select(file => file.Name))}{(found.Count > 3 ? ", …" : "")}), "
        + $"which every build sends and every pull fetches once more for each image. Keep them on a volume that all containers share (docker run -v models:/models), and name them in .dockerignore.");

    private static IEnumerable<string> Models(AnalysisInput input, string source)
    {
        if (source.Contains("://", StringComparison.Ordinal))
            return [];
        var wildcard = source.AsSpan().IndexOfAny('*', '?', '[');
        var slash = wildcard < 0 ? -1 : source.LastIndexOf('/');
        // Wildcards in the name of a folder, or others than * and ?, are not looked into.
        if (wildcard >= 0 && (wildcard < slash || source.Contains('[')))
            return [];
        if (input.PathInContext(wildcard < 0 ? source : source[..(slash + 1)]) is not { } path)
            return [];
        if (wildcard < 0 && ModelFiles.IsModel(path) && input.Files.LengthOf(path) is not null)
            return [path];
        var pattern = source[(slash + 1)..];
        return input.Files.Below(path, isDeep: wildcard < 0)
            .Where(file => ModelFiles.IsModel(file) && (wildcard < 0 || FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file), ignoreCase: false)));
    }

    private static IgnoreFile Ignored(AnalysisInput input)
    {
        try
        {
            var own = input.Dockerfile + ".dockerignore";
            var path = input.Files.Find(own) is null ? Path.Combine(input.ContextDirectory, ".dockerignore") : own;
            return input.Files.Find(path) is { } text ? IgnoreFile.Parse(text, path) : IgnoreFile.None;
        }
        catch (DiagnosticException)
        {
            // The build says it.
            return IgnoreFile.None;
        }
    }
}
