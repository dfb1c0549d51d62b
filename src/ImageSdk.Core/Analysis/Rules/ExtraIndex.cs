using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1208: <c>--extra-index-url</c>, by which a package may come from either index.</summary>
internal sealed class ExtraIndex() : Rule(
    "IMG1208", DiagnosticSeverity.Info, "pip chooses between two indexes", RolloutStep.Pinning)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var install in image.PipInstalls.Where(install => install.UsesIndex && IsOpen(install)))
        {
            if (install.Pip.Find("extra-index-url") is { } option)
                yield return image.Find(this, option.Word.Span, Message);
            foreach (var found in install.Files.Files.SelectMany(file => file.Options)
                .Where(option => option.Name == "extra-index-url"))
            {
                if (reported.Add($"{found.Source.Path}:{found.Span.Start}"))
                    yield return AnalyzedImage.FindIn(this, found.Source, found.Span, Message);
            }
        }
    }

    private const string Message =
        "pip asks both indexes and takes the higher version, whoever offers it: anybody may publish a package of a private name "
        + "on PyPI, and get it into this image. Use --index-url alone, "
        + "with an index that passes on what PyPI has, or install what the extra index has in a command of its own with "
        + "--index-url and --no-deps, or with hashes.";

    /// <summary>
    /// uv takes a package from the first index that has it. What is fixed to a hash or to a local version cannot come from
    /// elsewhere.
    /// </summary>
    private static bool IsOpen(PipInstall install)
    {
        if (install.Pip.IsUv && !install.ValuesOf("index-strategy")
            .Any(strategy => strategy.StartsWith("unsafe", StringComparison.Ordinal)))
            return false;
        var requirements = install.Requirements.ToList();
        return requirements.Count == 0
            || !requirements.TrueForAll(requirement =>
                requirement.HasHashes || requirement.Versions.Exact?.Contains('+') == true);
    }
}
