using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using ImageSdk.References;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1302: an image by a tag that no lock pins. A project's images are in its lock, or the build says IMG2007.
/// </summary>
internal sealed class UnlockedImage() : Rule(
    "IMG1302", DiagnosticSeverity.Info, "An image that no lock pins", RolloutStep.Pinning, OperatingSystems.Any)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (image.Input.LockFile.Length > 0)
            yield break;
        var unlocked = ExternalImage.Of(image)
            .Where(external => !external.Request.IsPinned && !LatestTag.IsLatest(external) && !IsLocal(external.Request))
            .ToList();
        var locked = unlocked.Count == 0 ? LockFile.Empty : Nearest(image.Input);
        foreach (var external in unlocked.Where(external => locked.Find(external.Request) is null))
        {
            yield return image.Find(this, external.Span,
                $"'{external.Use.Name}' is another image after each of its releases, so two builds of one commit differ. An "
                + "image project pins it in its lock file when it is restored; "
                + "without one, write its digest: …@sha256:….");
        }
    }

    private static bool IsLocal(ImageRequest request) =>
        request.Repository.StartsWith("localhost", StringComparison.Ordinal)
        || request.Repository.StartsWith("127.0.0.1", StringComparison.Ordinal);

    private static LockFile Nearest(AnalysisInput input)
    {
        for (var folder = Path.GetDirectoryName(input.Dockerfile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, "images.lock.json");
            if (input.Files.Find(path) is not { } text)
                continue;
            try
            {
                return LockFile.Parse(text, path);
            }
            catch (DiagnosticException)
            {
                break;
            }
        }

        return LockFile.Empty;
    }
}
