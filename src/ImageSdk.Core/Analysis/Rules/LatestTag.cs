using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1301: an image by the tag <c>latest</c>, or without a tag, which means the same.</summary>
internal sealed class LatestTag() : Rule(
    "IMG1301", DiagnosticSeverity.Warning, "An image by the tag latest", RolloutStep.Pinning, OperatingSystems.Any)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var external in ExternalImage.Of(image).Where(IsLatest))
        {
            var repository = external.Request.Familiar.Split(':')[0];
            yield return image.Find(this, external.Span,
                $"'{external.Use.Name}' is whatever was published last, also the next major version: it changes without a line "
                + $"of yours. Write a version, as in {repository}:1.2, "
                + "which a lock file then pins by its digest.");
        }
    }

    /// <summary>Whether it is the tag that a name without one means.</summary>
    public static bool IsLatest(ExternalImage external) =>
        external.Request is { IsPinned: false, Reference.TagOrLatest: "latest" };
}
