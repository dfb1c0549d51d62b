using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1204: a compiled requirement file without hashes.</summary>
internal sealed class MissingHashes() : Rule(
    "IMG1204", DiagnosticSeverity.Info, "A compiled requirement file has no hashes", RolloutStep.Pinning)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // Hashes are for all or for none, so only for a file that has everything: what a tool wrote.
        var files = image.PipInstalls.Where(install => install.UsesIndex).SelectMany(install => install.Files.Files)
            .Where(file => file.IsCompiled)
            .DistinctBy(file => file.Source.Path);
        foreach (var file in files)
        {
            if (file.Requirements.Count > 0
                && file.Requirements.All(requirement => requirement is { HasHashes: false, Versions.Exact: not null }))
            {
                yield return AnalyzedImage.FindIn(this, file.Source, file.Requirements[0].Span,
                    $"The versions of {file.Requirements.Count} packages are fixed here, but not their content: an index may "
                    + "answer with another file for the same version. "
                    + "Have the tool write hashes, too: --generate-hashes.");
            }
        }
    }
}
