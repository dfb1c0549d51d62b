using ImageSdk.Analysis.Contexts;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1311: the whole context is read, and is large.</summary>
internal sealed class LargeContext() : Rule(
    "IMG1311", DiagnosticSeverity.Warning, "A large context is read as a whole", RolloutStep.Context, OperatingSystems.Any)
{
    /// <summary>Source code is seldom larger; models and data soon are.</summary>
    private const long Large = 100_000_000;

    internal override bool IsAboutContext => true;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (image.Context.Reads.FirstOrDefault(read => read.IsWhole) is not { } whole || image.Context.Size < Large)
            yield break;
        var largest = image.Context.Largest.Take(3).Where((part, index) => index == 0 || part.Size >= image.Context.Size / 100)
            .ToList();
        yield return image.Find(this, whole.Span,
            $"This reads {(image.Context.IsPartial ? "at least " : "")}{ContextPart.SizeText(image.Context.Size)}, which each "
            + "build has to look through, and each image that copies it has to store and to send. "
            + $"The largest: {ClutterText.Of(largest)}. Keep out what the image does not need by the .dockerignore, or copy by "
            + "name what it does.");
    }
}
