using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1210: a requirement file beside the Dockerfile that nothing uses, while a command names its packages.</summary>
internal sealed class RequirementsUnused() : Rule(
    "IMG1210", DiagnosticSeverity.Warning, "The requirement file beside the Dockerfile is not used", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (!image.PipInstalls.Any(install => install.Inline.Count > 0))
            yield break;
        var reported = new HashSet<int>();
        foreach (var file in RequirementsBeside.FindUnused(image))
        {
            var names = file.Requirements.Where(requirement => requirement.IsFromIndex).Select(requirement => requirement.Key)
                .ToHashSet(StringComparer.Ordinal);
            var path = Path.GetRelativePath(image.Input.ContextDirectory, file.Source.Path).Replace('\\', '/');
            if (image.PipInstalls.SelectMany(install => install.Inline)
                .FirstOrDefault(requirement => names.Contains(requirement.Key)) is { } inline && reported.Add(inline.Span.Start))
            {
                yield return image.Find(this, inline.Span,
                    $"{inline.Name} is named here and in {path} beside this Dockerfile, which no instruction reads: whoever "
                    + "changes that file changes nothing in the image. "
                    + (path.EndsWith(".toml", StringComparison.Ordinal)
                        ? "Install from it, or remove the package from one of both."
                        : $"Bind it (--mount=type=bind,source={path},target=/tmp/requirements.txt) and install with "
                        + "--requirement, or remove it."));
            }
        }
    }
}
