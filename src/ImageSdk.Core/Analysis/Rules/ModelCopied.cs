using System.Globalization;
using System.IO.Enumeration;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Contexts;
using ImageSdk.Analysis.Images;
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

    /// <summary>So that an analysis stays quick in any tree.</summary>
    private const int MostEntries = 5000;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var most = (double.TryParse(image.Settings.Find(SizeSetting), CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : DefaultSize) * Megabyte;
        foreach (var copy in image.FinalStages.SelectMany(stage => stage.Steps).Select(step => step.Instruction)
            .OfType<CopyInstruction>().Where(copy => copy.From is null))
        {
            foreach (var source in copy.Sources)
            {
                var found = Models(image, source.Value)
                    .Where(file => file.Size > most && image.Context.IgnoreFile?.IsIgnored(file.Name) != true)
                    .OrderByDescending(file => file.Size).ThenBy(file => file.Name, StringComparer.Ordinal).ToList();
                if (found.Count > 0)
                    yield return image.Find(this, source.Span, Message(found));
            }
        }
    }

    private static string Message(List<(string Name, long Size)> found) =>
        $"This copies {ContextPart.SizeText(found.Sum(file => file.Size))} of weights into a layer "
        + $"({string.Join(", ", found.Take(3).Select(file => file.Name))}{(found.Count > 3 ? ", …" : "")}), "
        + "which every build sends and every pull fetches once more for each image. Keep them on a volume that all containers "
        + "share (docker run -v models:/models), and name them in .dockerignore.";

    /// <summary>The files that a source brings, with their paths in the context and their sizes.</summary>
    private static IEnumerable<(string Name, long Size)> Models(AnalyzedImage image, string source)
    {
        var wildcard = source.AsSpan().IndexOfAny('*', '?', '[');
        var slash = source.LastIndexOf('/');
        // Wildcards in the name of a folder, or others than * and ?, are not looked into.
        if (source.Contains("://", StringComparison.Ordinal) || (wildcard >= 0 && (wildcard < slash || source.Contains('[')))
            || image.Input.PathInContext(wildcard < 0 ? source : source[..(slash + 1)]) is not { } path)
        {
            return [];
        }

        path = Path.TrimEndingDirectorySeparator(path);
        var left = MostEntries;
        var pattern = source[(slash + 1)..];
        return wildcard >= 0 ? FilesIn(path, isDeep: false)
            .Where(file => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file.Name), ignoreCase: false))
            : image.Input.Files.IsFolder(path) ? FilesIn(path, isDeep: true)
            : ModelFiles.IsModel(path) && path.Length > image.Input.ContextDirectory.Length
                ? FilesIn(Path.GetDirectoryName(path)!, isDeep: false)
                .Where(file => Path.GetFileName(file.Name) == Path.GetFileName(path))
                : [];

        IEnumerable<(string Name, long Size)> FilesIn(string folder, bool isDeep)
        {
            foreach (var entry in image.Input.Files.List(folder))
            {
                if (left-- <= 0)
                    yield break;
                var full = Path.Combine(folder, entry.Name);
                if (entry.IsFolder && isDeep)
                {
                    foreach (var file in FilesIn(full, true))
                        yield return file;
                }
                else if (!entry.IsFolder && ModelFiles.IsModel(entry.Name))
                {
                    yield return (Path.GetRelativePath(image.Input.ContextDirectory, full).Replace('\\', '/'), entry.Size);
                }
            }
        }
    }
}
