using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.BuildKit;

/// <summary>Makes findings of what BuildKit's own rules found: under their names, with our settings, and nothing twice.</summary>
internal static class BuildKitFindings
{
    /// <summary>
    /// The findings; what one of our rules has an opinion about at the same line, also a silenced one, is left to it.
    /// </summary>
    public static IEnumerable<Finding> Of(AnalyzedImage image)
    {
        var own = RuleCatalog.All.Where(rule =>
            rule.BuildKitRule is not null && image.Input.BuildKitWarnings.Any(warning => warning.Rule == rule.BuildKitRule))
            .SelectMany(rule => FileFindings.Of(rule, image).Select(finding => (rule.BuildKitRule, finding.Location.Line)))
            .ToHashSet();
        foreach (var warning in image.Input.BuildKitWarnings.Where(warning => !own.Contains((warning.Rule, warning.Line)))
            .Distinct())
        {
            var descriptor = new DiagnosticDescriptor(warning.Rule, DiagnosticSeverity.Warning,
                warning.Title.TrimEnd('.')) { Url = warning.Url };
            if (image.Settings.SeverityOf(descriptor) is { } severity)
                yield return new Finding(descriptor with { Severity = severity }, image.Dockerfile.Source,
                    SpanOf(image.Dockerfile, warning.Line), Sentence(warning));
        }
    }

    /// <summary>The instruction that starts in a line, else the text of the line.</summary>
    private static TextSpan SpanOf(Dockerfile dockerfile, int line)
    {
        if (dockerfile.Instructions.FirstOrDefault(instruction => instruction.Location.Line == line) is { } found)
            return found.Span;
        if (line < 1 || line > dockerfile.Source.Lines.Count)
            return default;
        var span = dockerfile.Source.ContentOf(line - 1);
        var text = dockerfile.Source.Slice(span);
        return TextSpan.FromBounds(span.Start + (text.Length - text.TrimStart().Length), span.End);
    }

    private static string Sentence(BuildKitWarning warning)
    {
        var text = warning.Message.Length > 0 ? warning.Message : warning.Title;
        return text.Length > 0 && text[^1] is '.' or '?' or '!' ? text : text + ".";
    }
}
