using ImageSdk.Analysis.BuildKit;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Settings;

namespace ImageSdk.Analysis;

/// <summary>Runs rules over an image.</summary>
public static class Analyzer
{
    /// <summary>Analyses an image with all rules, and takes what BuildKit's found.</summary>
    /// <param name="input">What to analyse.</param>
    public static AnalysisResult Analyze(AnalysisInput input) => Analyze(input, RuleCatalog.All, BuildKitFindings.Of);

    /// <summary>Analyses an image with some rules.</summary>
    /// <param name="input">What to analyse.</param>
    /// <param name="rules">The rules.</param>
    public static AnalysisResult Analyze(AnalysisInput input, IEnumerable<Rule> rules) => Analyze(input, rules, _ => []);

    private static AnalysisResult Analyze(AnalysisInput input, IEnumerable<Rule> rules, Func<AnalyzedImage, IEnumerable<Finding>> others)
    {
        if (AnalyzedImage.Read(input) is not { } image)
            return new AnalysisResult([], new ImageFacts());
        var settings = image.Settings;
        var suppressions = new Suppressions(image.Dockerfile, input.Files);
        var findings = new List<Finding>();
        foreach (var rule in rules)
        {
            if (settings.SeverityOf(rule.Descriptor) is not { } severity)
                continue;
            foreach (var finding in rule.Analyze(image))
            {
                if (!suppressions.Contains(finding))
                    findings.Add(finding with { Descriptor = rule.Descriptor with { Severity = severity } });
            }
        }

        findings.AddRange(others(image).Where(finding => !suppressions.Contains(finding)));
        return new AnalysisResult(
            [.. findings.OrderBy(finding => finding.Source.Path == input.Dockerfile ? 0 : 1).ThenBy(finding => finding.Source.Path, StringComparer.Ordinal)
                .ThenBy(finding => finding.Span.Start).ThenBy(finding => finding.Descriptor.Code, StringComparer.Ordinal)],
            image.Facts);
    }
}
