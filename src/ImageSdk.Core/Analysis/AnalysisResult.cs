using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis;

/// <summary>What an analysis found.</summary>
/// <param name="Findings">
/// The findings that are neither switched off nor ignored, by file, the Dockerfile first, and place.
/// </param>
/// <param name="Ignored">The findings that a comment suppresses, in the same order.</param>
/// <param name="Facts">What children may know.</param>
public sealed record AnalysisResult(IReadOnlyList<Finding> Findings, IReadOnlyList<IgnoredFinding> Ignored, ImageFacts Facts)
{
    /// <summary>
    /// Why the Dockerfile could not be analysed: IMG0006 when it cannot be read, IMG1001 to IMG1003 as
    /// <see cref="Dockerfiles.DockerfileInputs.Of"/> says; empty when it was. A build reports these itself.
    /// </summary>
    public IReadOnlyList<Diagnostic> Errors { get; init; } = [];
}
