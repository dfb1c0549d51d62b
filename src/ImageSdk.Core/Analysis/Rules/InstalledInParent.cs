using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1205: a package that the parent project's image has already.</summary>
internal sealed class InstalledInParent() : Rule(
    "IMG1205", DiagnosticSeverity.Warning, "The parent's image has this package already", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var install in image.PipInstalls.Where(install => install.Installs && install.Environment != "?"))
        {
            if (install.Run.Stage.ParentProject is not { } parent)
                continue;
            foreach (var requirement in install.Requirements.Where(requirement =>
                requirement is { IsFromIndex: true, Marker: "" } && !KnownPackages.IsInstaller(requirement.Key)))
            {
                if (parent.Facts.PipPackages.GetValueOrDefault(requirement.Key) is { } package
                    && package.Environment == install.Environment
                    && Message(requirement, install, package, parent.Name) is { } message
                    && reported.Add($"{requirement.Source.Path}:{requirement.Span.Start}"))
                {
                    yield return AnalyzedImage.FindIn(this, requirement.Source, requirement.Span, message);
                }
            }
        }
    }

    private static string? Message(Requirement requirement, PipInstall install, PipPackage package, string parent)
    {
        if (VersionRange.TryParse(package.Versions)?.Exact is not { } has)
        {
            return install.Pip.Has("U", "upgrade", "force-reinstall", "ignore-installed", "I")
                ? $"The image of the project {parent} installs {requirement.Name} already, and this installs it once more: it "
                + $"is in the image twice. Choose its version in {parent}."
                : null;
        }

        if (requirement.Versions.Allows(has) == false)
        {
            return $"The image of the project {parent} has {requirement.Name} {has}, and this wants {requirement}: the package "
                + $"is in the image twice, and what {parent} was tested with is gone. "
                + $"Choose one version, in {parent}.";
        }

        return requirement.Versions.Exact is { } exact && VersionRange.AreEqual(exact, has) && IsChosenHere(requirement, install)
            ? $"The image of the project {parent} has {requirement.Name} {has} already, so this installs nothing today; and as "
            + $"soon as {parent} changes the version, both are in the image. Leave it out."
            : null;
    }

    /// <summary>Not where a tool wrote everything that packages need, nor where several images share a file.</summary>
    private static bool IsChosenHere(Requirement requirement, PipInstall install) =>
        install.Files.Files.FirstOrDefault(file => file.Source == requirement.Source) is not { } file
        || (!file.IsCompiled && !install.Files.Files.SelectMany(other => other.Options).Any(option =>
            option.Name == "requirement" && Path.GetFileName(option.Value) == Path.GetFileName(file.Source.Path)));
}
