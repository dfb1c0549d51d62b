using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1212: a large package that several children of one parent install each for itself.</summary>
internal sealed class LargeInSiblings() : Rule(
    "IMG1212", DiagnosticSeverity.Warning, "Siblings install the same large package", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (image.Target.ParentProject is not { } parent || image.Input.Family.Count == 0)
            yield break;
        var siblings = image.Input.Family.Where(member =>
            member.Name != image.Input.Name && member.Facts.Parent == image.Facts.Parent).ToList();
        var found = image.PipInstalls.Where(install => install.Installs && install.Run.Stage.IsInFinalImage)
            .SelectMany(install => install.Requirements)
            .Where(requirement => requirement.IsFromIndex && KnownPackages.IsLarge(requirement.Key))
            .DistinctBy(requirement => requirement.Key)
            .Select(requirement =>
                (Requirement: requirement,
                    Siblings: siblings.Where(sibling => HasToo(sibling.Facts, image.Facts, requirement.Key))
                        .Select(sibling => sibling.Name).ToList()))
            .Where(found => found.Siblings.Count > 0);
        foreach (var group in found.GroupBy(item => string.Join(", ", item.Siblings)))
        {
            var requirements = group.Select(item => item.Requirement).ToList();
            var names = group.First().Siblings;
            yield return AnalyzedImage.FindIn(this, requirements[0].Source, requirements[0].Span,
                $"{RequirementTexts.List([.. requirements.Select(requirement => requirement.Name)])}: the "
                + $"{(names.Count == 1 ? "image" : "images")} of {RequirementTexts.List(names)} "
                + $"{(names.Count == 1 ? "installs" : "install")} the same on top of {parent.Name}, too. Each stores, pushes "
                + "and pulls a copy of its own. "
                + $"Install it once: in {parent.Name}, or in an image project between {parent.Name} and those that need it.");
        }
    }

    private static bool HasToo(ImageFacts sibling, ImageFacts own, string key) =>
        sibling.PipPackages.GetValueOrDefault(key) is { IsOwn: true } package
        && own.PipPackages.GetValueOrDefault(key) is { IsOwn: true } mine && package.Versions == mine.Versions;
}
