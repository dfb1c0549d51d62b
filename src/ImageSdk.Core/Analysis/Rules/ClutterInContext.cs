using ImageSdk.Analysis.Contexts;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1308: the ignore file lets in what tools write for themselves; or there is none, and a folder is read.</summary>
internal sealed class ClutterInContext() : Rule(
    "IMG1308", DiagnosticSeverity.Warning, "The context has what no image needs", RolloutStep.Context, OperatingSystems.Any)
{
    internal override bool IsAboutContext => true;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var survey = image.Context;
        // Without an ignore file, a read of everything is IMG1307.
        if (survey.IgnoreFile is not { } file || (file.Path is null && survey.Reads.Any(read => read.IsWhole)))
            yield break;
        var parts = survey.Clutter.Where(part => ClutterText.IsUnneeded(image, part) && !RootOnlyPattern.Names(file, part))
            .ToList();
        if (parts.Count == 0)
            yield break;
        var read = survey.Reads.First(read =>
            read.Path.Length == 0 || parts.Any(part => part.Path.StartsWith(read.Path + "/", StringComparison.Ordinal)));
        var safe = IgnoreFileEdits.Safe(image, parts.Select(part => part.Clutter!.Pattern));
        yield return image.Find(this, read.Span,
            $"{ClutterText.Of(parts)} {(parts.Count == 1 ? "gets" : "get")} into the build from here, which no image needs: "
            + $"{(parts.Count == 1 ? "it costs" : "they cost")} time and space, and each change "
            + $"makes this run again. Write {string.Join(", ", parts.Select(part => part.Clutter!.Pattern).Distinct())} into "
            + "the .dockerignore.",
            safe.Count == 0
                ? null
                : file.Path is null
                ? IgnoreFileEdits.Create(image, safe)
                : IgnoreFileEdits.Append(image, file, safe)) with { AvoidableBytes = parts.Sum(part => part.Size) };
    }
}
