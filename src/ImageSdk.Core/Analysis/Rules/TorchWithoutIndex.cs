using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// PyTorch from PyPI, whose packages for x86-64 bring CUDA, or from an index for GPUs, in an image that has no use for it.
/// </summary>
internal abstract partial class TorchWithoutIndex(string code, DiagnosticSeverity severity, string title)
    : Rule(code, severity, title, RolloutStep.Requirements)
{
    private protected const string Advice =
        "Install it with --index-url https://download.pytorch.org/whl/cpu, before and apart from packages that need it.";

    /// <summary>The index that nobody has to name.</summary>
    private protected const string PyPI = "PyPI";

    private static readonly string[] Options =
    [
        "index-url", "i", "extra-index-url", "find-links", "f", "index", "default-index", "torch-backend",
    ];

    private static readonly string[] Variables =
    [
        "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX",
        "UV_INDEX", "UV_TORCH_BACKEND",
    ];

    /// <summary>Whether the rule is for an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="source">Where PyTorch comes from: <see cref="PyPI"/>, or an index or a version for GPUs.</param>
    private protected abstract bool IsFor(AnalyzedImage image, string source);

    /// <summary>The message for a package.</summary>
    private protected abstract string Message(Requirement requirement, string source);

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (!image.Input.Platform.StartsWith("linux/amd64", StringComparison.Ordinal) || image.PipInstalls.Count == 0)
            yield break;
        var chosen = new HashSet<Dockerfiles.Stage>();
        foreach (var install in image.PipInstalls.Where(install => !StageNames.IsForDevelopment(install.Run.Stage)))
        {
            var torch = install.Requirements.FirstOrDefault(requirement =>
                requirement.IsFromIndex && requirement.Key is "torch" or "torchvision" or "torchaudio");
            if (torch is null || install.Run.Stage.Chain.Any(stage => !chosen.Add(stage.Stage)))
                continue;
            if (install.UsesIndex && SourceOf(install, torch) is { } source
                && KnownBases.IsWithoutCuda(install.Run.Stage.OutsideBase)
                && install.Run.Stage.ParentProject?.Facts.PipPackages.ContainsKey("torch") != true && !IsForGpu(image)
                && IsFor(image, source))
            {
                yield return AnalyzedImage.FindIn(this, torch.Source, torch.Span, Message(torch, source));
            }
        }
    }

    /// <summary>Whether something says that the image is for CPUs.</summary>
    private protected static bool SaysCpu(AnalyzedImage image) => IsCalledCpu(image)
        || image.PipInstalls.SelectMany(install => install.Requirements)
        .Any(requirement => requirement.Key.EndsWith("-cpu", StringComparison.Ordinal));

    /// <summary>Whether the image says so by a name of its own. Packages for CPUs are also in images for GPUs.</summary>
    private protected static bool IsCalledCpu(AnalyzedImage image)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(image.Input.Dockerfile)) ?? "";
        var names = image.Target.Chain.SelectMany(stage => new[] { stage.Stage.Name ?? "", stage.BaseImage })
            .Concat([Path.GetFileName(image.Input.Dockerfile), folder, image.Input.Target, image.Input.Name, image.Input.Variant])
            .Concat(image.Input.BuildArguments.Values);
        return names.Any(name => name.ToLowerInvariant().Split('-', '_', '.', ':', '/').Contains("cpu"));
    }

    /// <summary>What brings CUDA: PyPI, or what is named; null where nothing is known to.</summary>
    private static string? SourceOf(PipInstall install, Requirement torch)
    {
        var version = torch.Versions.ToString();
        var named = Options.SelectMany(option => install.ValuesOf(option))
            .Concat(Variables.Select(name => install.Run.State.Lookup(name) ?? ""))
            .FirstOrDefault(value => ForGpu().IsMatch(value));
        return named ?? (version.Contains("+cu", StringComparison.Ordinal) ? version
            : HasOnlyPyPI(install) && !version.Contains('+') ? PyPI : null);
    }

    private static bool HasOnlyPyPI(PipInstall install) =>
        Options.All(option => install.ValuesOf(option).All(url => url.StartsWith("https://pypi.org/", StringComparison.Ordinal)))
        && install.Run.State.Variables.GetValueOrDefault("PIP_INDEX_URL") is null
        && install.Run.State.Variables.GetValueOrDefault("PIP_EXTRA_INDEX_URL") is null
        && install.Run.State.Variables.Keys.All(name =>
            !name.StartsWith("UV_", StringComparison.Ordinal) || name is "UV_CACHE_DIR" or "UV_NO_CACHE" or "UV_SYSTEM_PYTHON"
            or "UV_COMPILE_BYTECODE" or "UV_LINK_MODE");

    private static bool IsForGpu(AnalyzedImage image) =>
        image.Target.End.Variables.Keys.Any(name =>
            name.StartsWith("NVIDIA_", StringComparison.Ordinal) || name.StartsWith("CUDA", StringComparison.Ordinal))
        || image.PipInstalls.SelectMany(install => install.Requirements)
        .Any(requirement => KnownPackages.IsForGpu(requirement.Key))
        || image.Facts.PipPackages.Keys.Any(KnownPackages.IsForGpu);

    /// <summary>As https://download.pytorch.org/whl/cu124, or a back end of uv.</summary>
    [GeneratedRegex(@"/whl/(nightly/)?(cu\d+|rocm[\d.]+)/?$|^cu\d+$")]
    private static partial Regex ForGpu();
}
