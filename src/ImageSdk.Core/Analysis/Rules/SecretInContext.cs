using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1310: a file with keys or passwords is copied with the folder that it is in.</summary>
internal sealed class SecretInContext() : Rule(
    "IMG1310", DiagnosticSeverity.Warning, "A secret file is copied with its folder", RolloutStep.Context)
{
    internal override bool IsAboutContext => true;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // Whether the program reads it is not known, so nobody but a person can keep it out.
        foreach (var secret in image.Context.Secrets)
        {
            var read = image.Context.Reads.First(read =>
                read.IsCopied && (read.Path.Length == 0 || secret.StartsWith(read.Path + "/", StringComparison.Ordinal)));
            yield return image.Find(this, read.Span,
                $"{secret} is copied from here, and whoever can pull the image can read it, also when a later RUN deletes it. "
                + "Write it into the .dockerignore; what the build needs of it comes by "
                + "RUN --mount=type=secret, what the program needs when the container starts.");
        }
    }
}
