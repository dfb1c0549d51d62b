using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1206: PyTorch with CUDA in an image that says of itself that it is for CPUs.</summary>
internal sealed class CudaOnCpu() : TorchWithoutIndex("IMG1206", DiagnosticSeverity.Warning, "An image for CPUs installs CUDA with PyTorch")
{
    private protected override bool IsFor(AnalyzedImage image) => SaysCpu(image);

    private protected override string Message(Requirement requirement) =>
        $"This image is for CPUs, and {requirement} from PyPI brings the libraries of CUDA along, several gigabytes that it cannot use. {Advice}";
}
