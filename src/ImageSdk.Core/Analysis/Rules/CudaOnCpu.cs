using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1206: PyTorch with CUDA in an image that says of itself that it is for CPUs.</summary>
internal sealed class CudaOnCpu()
    : TorchWithoutIndex("IMG1206", DiagnosticSeverity.Warning, "An image for CPUs installs CUDA with PyTorch")
{
    private protected override bool IsFor(AnalyzedImage image, string source) =>
        source == PyPI ? SaysCpu(image) : IsCalledCpu(image);

    private protected override string Message(Requirement requirement, string source) =>
        $"This image is for CPUs, and {(source == PyPI ? $"{requirement} from PyPI" : $"{requirement.Name} ({source})")} brings "
        + $"the libraries of CUDA along, several gigabytes that it cannot use. {Advice}";
}
