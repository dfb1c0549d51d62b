using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1317: compilers and headers stay in the image of a program.</summary>
internal sealed class BuildToolsInImage() : Rule(
    "IMG1317", DiagnosticSeverity.Warning, "Build tools stay in the image", RolloutStep.Wheels)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (BuildTools.CudaCompilers(image) is (var span, var name, true))
        {
            yield return image.Find(this, span,
                $"{name} has CUDA's compilers, headers and static libraries, several gigabytes that the program does not need "
                + "to run, and everybody pulls. Start this image from "
                + $"{BuildTools.WithoutCompilers(name)}. What is compiled for CUDA, compile in a stage of its own (FROM {name} "
                + "AS build), and take the result from it: "
                + "COPY --from=build, or pip install --no-index --find-links from wheels that it made.");
        }

        if (!BuildTools.IsCertain(image))
            yield break;
        foreach (var tools in BuildTools.In(image).Where(tools => tools.Any(tool => tool.IsCertain)))
        {
            var names = string.Join(", ", tools.Select(tool => tool.Package.Value));
            yield return image.Find(this, tools.First(tool => tool.IsCertain).Package.Span,
                $"{names}: nobody needs {(tools.Count == 1 ? "it" : "them")} to run the program, and everybody pulls "
                + $"{(tools.Count == 1 ? "it" : "them")}; build-essential alone is some 250 MB. Compile in a stage "
                + "of its own (FROM … AS build), and take the result from it: COPY --from=build, or pip install --no-index "
                + "--find-links from wheels that it made.");
        }
    }
}
