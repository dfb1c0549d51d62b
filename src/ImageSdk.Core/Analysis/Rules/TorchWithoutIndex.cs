using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>PyTorch from PyPI, whose packages for x86-64 bring CUDA, in an image that has no use for it.</summary>
internal abstract class TorchWithoutIndex(string code, DiagnosticSeverity severity, string title) : Rule(code, severity, title, RolloutStep.Requirements)
{
    private protected const string Advice = "Install it with --index-url https://download.pytorch.org/whl/cpu, before and apart from packages that need it.";

    private static readonly string[] Options = ["index-url", "i", "extra-index-url", "find-links", "f", "index", "default-index", "torch-backend"];

    /// <summary>Whether the rule is for an image.</summary>
    private protected abstract bool IsFor(AnalyzedImage image);

    /// <summary>The message for a package.</summary>
    private protected abstract string Message(Requirement requirement);

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (!image.Input.Platform.StartsWith("linux/amd64", StringComparison.Ordinal) || image.PipInstalls.Count == 0)
            yield break;
        var chosen = new HashSet<Dockerfiles.Stage>();
        foreach (var install in image.PipInstalls.Where(install => !StageNames.IsForDevelopment(install.Run.Stage)))
        {
            var torch = install.Requirements.FirstOrDefault(requirement => requirement.IsFromIndex && requirement.Key is "torch" or "torchvision" or "torchaudio");
            if (torch is null || install.Run.Stage.Chain.Any(stage => !chosen.Add(stage.Stage)))
                continue;
            if (install.UsesIndex && HasOnlyPyPI(install) && torch.Versions.ToString().Contains('+') is false && BaseImages.IsPlain(install.Run.Stage.OutsideBase)
                && install.Run.Stage.ParentProject?.Facts.PipPackages.ContainsKey("torch") != true && !IsForGpu(image) && IsFor(image))
            {
                yield return AnalyzedImage.FindIn(this, torch.Source, torch.Span, Message(torch));
            }
        }
    }

    /// <summary>Whether something says that the image is for CPUs.</summary>
    private protected static bool SaysCpu(AnalyzedImage image)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(image.Input.Dockerfile)) ?? "";
        var names = image.FinalStages.SelectMany(stage => new[] { stage.Stage.Name ?? "", stage.BaseImage })
            .Concat([Path.GetFileName(image.Input.Dockerfile), folder, image.Input.Target, image.Input.Name, image.Input.Variant]).Concat(image.Input.BuildArguments.Values);
        return names.Any(name => name.ToLowerInvariant().Split('-', '_', '.', ':', '/').Contains("cpu"))
            || image.PipInstalls.SelectMany(install => install.Requirements).Any(requirement => requirement.Key.EndsWith("-cpu", StringComparison.Ordinal));
    }

    private static bool HasOnlyPyPI(PipInstall install) =>
        Options.All(option => install.ValuesOf(option).All(url => url.StartsWith("https://pypi.org/", StringComparison.Ordinal)))
        && install.Run.State.Variables.GetValueOrDefault("PIP_INDEX_URL") is null && install.Run.State.Variables.GetValueOrDefault("PIP_EXTRA_INDEX_URL") is null
        && install.Run.State.Variables.Keys.All(name => !name.StartsWith("UV_", StringComparison.Ordinal) || name is "UV_CACHE_DIR" or "UV_NO_CACHE" or "UV_SYSTEM_PYTHON" or "UV_COMPILE_BYTECODE" or "UV_LINK_MODE");

    private static bool IsForGpu(AnalyzedImage image) =>
        image.Target.End.Variables.Keys.Any(name => name.StartsWith("NVIDIA_", StringComparison.Ordinal) || name.StartsWith("CUDA", StringComparison.Ordinal))
        || image.PipInstalls.SelectMany(install => install.Requirements).Any(requirement => KnownPackages.IsForGpu(requirement.Key))
        || image.Facts.PipPackages.Keys.Any(KnownPackages.IsForGpu);
}
