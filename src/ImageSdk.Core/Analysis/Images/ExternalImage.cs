using ImageSdk.Dockerfiles;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Analysis.Images;

/// <summary>An image that the target takes from a registry.</summary>
/// <param name="Use">Where it is used first.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="Span">Where it is written: in the default of an argument where that decides.</param>
internal sealed record ExternalImage(ImageUse Use, ImageRequest Request, TextSpan Span)
{
    /// <summary>
    /// The images of registries that a target uses, each once. Names of parent projects are not among them, nor those that may be
    /// named contexts, nor front ends.
    /// </summary>
    public static IEnumerable<ExternalImage> Of(AnalyzedImage image)
    {
        var known = image.Input.Parents.SelectMany(parent => parent.ImageNames).Select(KnownNames.Familiar)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var use in image.Inputs.Images.Where(use => use.Kind != ImageUseKind.Syntax).DistinctBy(use => use.Name))
        {
            var mayBeContext = use.Kind != ImageUseKind.From && use.Name.AsSpan().IndexOfAny(':', '/', '@') < 0;
            if (!mayBeContext && !known.Contains(KnownNames.Familiar(use.Name))
                && ImageRequest.TryParse(use.Name, out var request, out _))
                yield return new ExternalImage(use, request, SpanOf(image, use));
        }
    }

    private static TextSpan SpanOf(AnalyzedImage image, ImageUse use)
    {
        var written = image.SpanAt(use.Location);
        if (use.Kind != ImageUseKind.From)
            return written;
        var names = VariableExpansion.Of(image.Dockerfile.Source.Slice(written), image.Dockerfile.Escape, _ => "").Set;
        var defaults = image.Dockerfile.GlobalArguments.SelectMany(argument => argument.Assignments)
            .Where(argument =>
                argument.Value is not null && names.Contains(argument.Name.Value)
                && !image.Input.BuildArguments.ContainsKey(argument.Name.Value)).ToList();
        return defaults is [var only] ? only.Value!.Span : written;
    }
}
