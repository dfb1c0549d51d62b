using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1207: PyTorch with CUDA in an image of which nothing says what it is for.</summary>
internal sealed class CudaByDefault()
    : TorchWithoutIndex("IMG1207", DiagnosticSeverity.Info, "PyTorch brings CUDA, and nothing says that the image uses it")
{
    private protected override bool IsFor(AnalyzedImage image, string source) => source == PyPI && !SaysCpu(image)
        && !image.Dockerfile.Source.Text.Contains("gpu", StringComparison.OrdinalIgnoreCase)
        && !image.Dockerfile.Source.Text.Contains("cuda", StringComparison.OrdinalIgnoreCase)
        && !image.Dockerfile.Source.Text.Contains("nvidia", StringComparison.OrdinalIgnoreCase);

    private protected override string Message(Requirement requirement, string source) =>
        $"{requirement} from PyPI brings the libraries of CUDA along, several gigabytes. If this image runs without a GPU: "
        + $"{char.ToLowerInvariant(Advice[0])}{Advice[1..]} "
        + "If it has one, say so by ENV NVIDIA_VISIBLE_DEVICES=all.";
}
