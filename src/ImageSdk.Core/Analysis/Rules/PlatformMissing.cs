using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Locking;
using ImageSdk.References;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1312: an image is to be built for a platform that its base has no image for.</summary>
internal sealed class PlatformMissing() : Rule(
    "IMG1312", DiagnosticSeverity.Warning, "A base has no image for a platform", RolloutStep.Pinning, OperatingSystems.Any)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var input = image.Input;
        if (input.Platforms.Count == 0 || input.LockFile.Length == 0 || input.Files.Find(input.LockFile) is not { } text
            || Read(text, input.LockFile) is not { } locked)
            yield break;
        var published = input.Platforms.Select(name => Platform.TryParse(name, out var platform, out _) ? platform : null)
            .OfType<Platform>().ToList();
        // A stage with a platform of its own runs on the machine that builds.
        foreach (var external in ExternalImage.Of(image)
            .Where(external => external.Use is { Kind: ImageUseKind.From, Platform: null }))
        {
            // Of an image that is no index, the lock may not know the platform.
            if (locked.Find(external.Request) is not { Platforms.Count: > 0 } entry)
                continue;
            var missing = published.Where(platform => !entry.Platforms.Keys.Any(platform.Matches)).ToList();
            if (missing.Count > 0)
            {
                yield return image.Find(this, external.Span,
                    $"'{external.Use.Name}' has no image for {string.Join(" and ", missing)}, so building for "
                    + $"{(missing.Count == 1 ? "this platform" : "these platforms")} fails. "
                    + $"Its platforms are {string.Join(", ", entry.Platforms.Keys)}. Build for one of them (ImagePlatforms, or "
                    + "the options -r, -a and --os), or choose a base that has the platform.");
            }
        }
    }

    private static LockFile? Read(string text, string path)
    {
        try
        {
            return LockFile.Parse(text, path);
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }
}
