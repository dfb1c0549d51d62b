using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis;

/// <summary>What an analysis found.</summary>
/// <param name="Findings">The findings that are neither switched off nor ignored, by file, the Dockerfile first, and place.</param>
/// <param name="Ignored">The findings that a comment silences, in the same order.</param>
/// <param name="Facts">What children may know.</param>
public sealed record AnalysisResult(IReadOnlyList<Finding> Findings, IReadOnlyList<IgnoredFinding> Ignored, ImageFacts Facts);
