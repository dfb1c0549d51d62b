using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1209: <c>pip install --upgrade pip</c>.</summary>
internal sealed class PipUpgraded() : Rule(
    "IMG1209", DiagnosticSeverity.Info, "pip upgrades itself to whatever is newest", RolloutStep.Pinning)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var install in image.PipInstalls.Where(install => install.Installs && install.UsesIndex && install.Pip.Has("U", "upgrade")))
        {
            if (install.Inline.FirstOrDefault(requirement => requirement is { Key: "pip", Versions.HasUpperLimit: false }) is { } pip && install.Files.ConstrainedTo("pip") is null)
            {
                yield return image.Find(this, pip.Span,
                    "pip is in the image a second time then, some 10 MB, in a version that is another one on another day. The base image's pip is as new as the base image; where it is too old, "
                    + "name the version: \"pip==…\".");
            }
        }
    }
}
