using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis;

/// <summary>What a rule finds in all images of a Dockerfile: in the target, and in each stage that nothing uses.</summary>
internal static class FileFindings
{
    /// <summary>
    /// The findings, each place once. A fix is offered only if no other image of the file has the same finding without one. A
    /// project that names its target hears of that one alone, since other projects may build the others.
    /// </summary>
    public static IReadOnlyList<Finding> Of(Rule rule, AnalyzedImage image)
    {
        var findings = In(image).ToList();
        var isWholeFile = image.Input.Target.Length == 0;
        if (!isWholeFile && findings.TrueForAll(finding => finding.Fix is null))
            return findings;
        foreach (var finding in image.OfFile.Where(other => other != image).SelectMany(In))
        {
            var isKnown = false;
            for (var i = 0; i < findings.Count; i++)
            {
                if (findings[i].Source.Path != finding.Source.Path || findings[i].Span != finding.Span)
                    continue;
                isKnown = true;
                if (finding.Fix is null)
                    findings[i] = findings[i] with { Fix = null };
            }

            if (!isKnown && isWholeFile && !(rule.IsAboutContext && findings.Exists(known => known.Message == finding.Message)))
                findings.Add(finding);
        }

        return findings;

        IEnumerable<Finding> In(AnalyzedImage one) =>
            rule.Analyze(one).Where(finding => rule.Systems.HasFlag(one.SystemAt(finding)));
    }
}
