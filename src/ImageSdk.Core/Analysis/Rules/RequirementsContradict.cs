using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1211: one package in two versions, in two commands or in a command and the file beside it.</summary>
internal sealed class RequirementsContradict() : Rule(
    "IMG1211", DiagnosticSeverity.Warning, "One package is wanted in two versions", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var seen = new List<(PipInstall Install, Requirement Requirement)>();
        foreach (var install in image.PipInstalls.Where(install => install.Installs && install.Environment != "?"))
        {
            var own = install.Requirements.Where(requirement => requirement is { IsFromIndex: true, Marker: "" }).ToList();
            foreach (var requirement in own)
            {
                if (seen.FindLast(earlier =>
                    earlier.Requirement.Key == requirement.Key && earlier.Install.Environment == install.Environment
                    && install.Run.Stage.Chain.Contains(earlier.Install.Run.Stage))
                        .Requirement is { Versions.Exact: { } has } first && requirement.Versions.Allows(has) == false)
                {
                    yield return AnalyzedImage.FindIn(this, requirement.Source, requirement.Span,
                        $"{requirement} replaces {first}, which {Place(first)} installs before it: both are in the image, and "
                        + "what needs the first one gets the other. Choose one version.");
                }
            }

            seen.AddRange(own.Select(requirement => (install, requirement)));
        }

        foreach (var (requirement, other) in InUnusedFile(image))
        {
            yield return AnalyzedImage.FindIn(this, requirement.Source, requirement.Span,
                $"The Dockerfile installs {other} ({Place(other)}), and no instruction reads this file, which says "
                + $"{requirement}. Install from this file, or remove it.");
        }
    }

    private static IEnumerable<(Requirement Requirement, Requirement Other)> InUnusedFile(AnalyzedImage image)
    {
        if (!image.PipInstalls.Any(install => install.Inline.Count > 0))
            yield break;
        foreach (var requirement in RequirementsBeside.FindUnused(image).SelectMany(file => file.Requirements)
            .Where(requirement => requirement is { IsFromIndex: true, Marker: "" }))
        {
            if (image.PipInstalls.SelectMany(install => install.Inline)
                .FirstOrDefault(inline => inline.Key == requirement.Key) is { Versions.Exact: { } version } other
                && requirement.Versions.Allows(version) == false)
            {
                yield return (requirement, other);
            }
        }
    }

    private static string Place(Requirement requirement)
    {
        var location = requirement.Source.LocationAt(requirement.Span.Start);
        return $"{Path.GetFileName(location.File)}:{location.Line}";
    }
}
