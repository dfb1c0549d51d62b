using ImageSdk.Analysis.BuildKit;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Settings;

namespace ImageSdk.Analysis;

/// <summary>Runs rules over an image.</summary>
public static class Analyzer
{
    /// <summary>Analyses an image with all rules, and takes what BuildKit's found.</summary>
    /// <param name="input">What to analyse.</param>
    public static AnalysisResult Analyze(AnalysisInput input) => Analyze(input, same => same);

    /// <summary>Analyses an image with all rules, and takes what BuildKit's found.</summary>
    /// <param name="input">What to analyse.</param>
    /// <param name="ask">Adds what the engine knows. Called only if the Dockerfile can be analysed.</param>
    public static AnalysisResult Analyze(AnalysisInput input, Func<AnalysisInput, AnalysisInput> ask) =>
        Analyze(input, ask, RuleCatalog.All, BuildKitFindings.Of);

    /// <summary>Analyses an image with some rules.</summary>
    /// <param name="input">What to analyse.</param>
    /// <param name="rules">The rules.</param>
    public static AnalysisResult Analyze(AnalysisInput input, IEnumerable<Rule> rules) =>
        Analyze(input, same => same, rules, _ => []);

    private static AnalysisResult Analyze(
        AnalysisInput input, Func<AnalysisInput, AnalysisInput> ask,
        IEnumerable<Rule> rules, Func<AnalyzedImage, IEnumerable<Finding>> others)
    {
        if (AnalyzedImage.Read(input, out var errors) is not { } parsed)
            return new AnalysisResult([], [], new ImageFacts()) { Errors = errors };
        var image = parsed.With(ask(input));
        var settings = image.Settings;
        var suppressions = new Suppressions(image.Dockerfile, input.Files);
        var findings = new List<Finding>();
        var ignored = new List<IgnoredFinding>();
        foreach (var rule in rules)
        {
            if (settings.SeverityOf(rule.Descriptor) is not { } severity)
                continue;
            foreach (var finding in FileFindings.Of(rule, image))
                Take(finding with { Descriptor = rule.Descriptor with { Severity = severity } });
        }

        foreach (var finding in others(image))
            Take(finding);
        return new AnalysisResult(
            [.. InOrder(findings, finding => finding)], [.. InOrder(ignored, item => item.Finding)], image.Facts);

        void Take(Finding finding)
        {
            if (suppressions.ReasonFor(finding) is { } reason)
                ignored.Add(new IgnoredFinding(finding, reason));
            else
                findings.Add(finding);
        }

        IEnumerable<T> InOrder<T>(IEnumerable<T> items, Func<T, Finding> finding) => items
            .OrderBy(item => finding(item).Source.Path == input.Dockerfile ? 0 : 1)
            .ThenBy(item => finding(item).Source.Path, StringComparer.Ordinal)
            .ThenBy(item => finding(item).Span.Start).ThenBy(item => finding(item).Descriptor.Code, StringComparer.Ordinal);
    }
}
