using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1209: <c>pip install --upgrade pip</c>.</summary>
internal sealed class PipUpgraded() : Rule(
    "IMG1209", DiagnosticSeverity.Info, "pip upgrades itself to whatever is newest", RolloutStep.Pinning)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var install in image.PipInstalls.Where(install =>
            install.Installs && install.UsesIndex && install.Pip.Has("U", "upgrade") && IsOfBase(install)))
        {
            if (install.Inline.FirstOrDefault(requirement =>
                requirement is { Key: "pip", Versions.HasUpperLimit: false }) is { } pip
                    && install.Files.ConstrainedTo("pip") is null)
            {
                yield return image.Find(this, pip.Span,
                    "pip is in the image a second time then, some 10 MB, in a version that is another one on another day. The "
                    + "base image's pip is as new as the base image; where it is too old, "
                    + "name the version: \"pip==…\".");
            }
        }
    }

    /// <summary>
    /// Whether it is the base image's pip, in the image that is shipped. In a virtual environment pip is replaced where it was
    /// made, and a base without pip gets one by a script, which is the newest anyway.
    /// </summary>
    private static bool IsOfBase(PipInstall install) => install.Run.Stage.IsInFinalImage
        && (install.Environment is "" or "/usr/bin" or "/usr/local/bin" or ['~', ..]
            || install.Environment.EndsWith("/.local/bin", StringComparison.Ordinal))
        && !install.Run.Stage.Chain.SelectMany(stage => stage.Runs).SelectMany(run => run.Script.Commands)
            .Any(command =>
                command.Words.Any(word => word.Value == "ensurepip" || word.Value.Contains("get-pip", StringComparison.Ordinal)));
}
