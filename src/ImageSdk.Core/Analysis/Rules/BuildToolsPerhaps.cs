using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1318: tools stay in an image that may need them: git, one compiler for code that is compiled at run time; or the image is a
/// base.
/// </summary>
internal sealed class BuildToolsPerhaps() : Rule(
    "IMG1318", DiagnosticSeverity.Info, "Build tools that the image may not need", RolloutStep.Wheels)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (BuildTools.CudaCompilers(image) is (var span, var name, false))
        {
            yield return image.Find(this, span,
                $"{name} has CUDA's compilers, headers and static libraries, several gigabytes. If only the build needs them, "
                + $"{BuildTools.WithoutCompilers(name)} has what programs need, and a stage of its "
                + "own can compile.");
        }

        var isProgram = BuildTools.IsProgram(image);
        var isCertain = BuildTools.IsCertain(image);
        // With a certain one, IMG1317 names them all.
        foreach (var tools in BuildTools.In(image).Where(tools => !isCertain || !tools.Any(tool => tool.IsCertain)))
        {
            yield return image.Find(this, tools[0].Package.Span,
                $"{string.Join(", ", tools.Select(tool => tool.Package.Value))}: if only the build needs "
                + $"{(tools.Count == 1 ? "it" : "them")}, a stage of its own keeps "
                + $"{(tools.Count == 1 ? "it" : "them")} out of the "
                + $"image{(isProgram ? "" : ", and out of all images that are based on it")}.");
        }
    }
}
