using ImageSdk.Analysis;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Generation;

/// <summary>
/// What the analysis finds in a generated Dockerfile is mended in the project: it is said of the item, and has no fix.
/// </summary>
public static class GeneratedFindings
{
    /// <summary>
    /// A result with all that is about a generated Dockerfile moved to the items that made it; any other as it is.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="dockerfile">The full path of the Dockerfile.</param>
    public static AnalysisResult MoveToItems(AnalysisResult result, string dockerfile) => GeneratedFiles.IsGenerated(dockerfile)
        ? result with
        {
            Findings = [.. result.Findings.Select(Move).Distinct()],
            Ignored = [.. result.Ignored.Select(ignored => ignored with { Finding = Move(ignored.Finding) })],
        }
        : result;

    private static Finding Move(Finding finding)
    {
        var location = GeneratedFiles.Origin(finding.Location);
        if (location.File == finding.Source.Path) return finding with { Fix = null };

        var source = new SourceText(TextFile.Read(location.File), location.File);
        // The project can have become another since the map was written.
        var span = location.Line == 0 || location.Line > source.Lines.Count
            || location.Column - 1 > source.ContentOf(location.Line - 1).Length ? new TextSpan(0, 0)
            : TextSpan.FromBounds(source.Lines[location.Line - 1].Start + location.Column - 1,
                source.ContentOf(location.Line - 1).End);
        return finding with { Source = source, Span = span, Fix = null };
    }
}
