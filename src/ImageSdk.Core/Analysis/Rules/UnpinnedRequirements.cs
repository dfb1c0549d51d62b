using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1203: requirements that allow any later version.</summary>
internal sealed partial class UnpinnedRequirements() : Rule(
    "IMG1203", DiagnosticSeverity.Warning, "Requirements allow any later version", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var install in image.PipInstalls.Where(install =>
            install.UsesIndex && !StageNames.IsForDevelopment(install.Run.Stage) && !HasUnknownConstraints(install)))
        {
            var kept = install.KeepsInstalled ? InstalledBefore(image, install) : [];
            var groups = install.Files.Files.Select(file => file.Requirements).Prepend(install.Inline);
            foreach (var group in groups)
            {
                var open = group.Where(requirement => IsOpen(requirement, install) && !kept.Contains(requirement.Key)).ToList();
                if (open.Count == 0 || !reported.Add($"{open[0].Source.Path}:{open[0].Span.Start}"))
                    continue;
                yield return AnalyzedImage.FindIn(this, open[0].Source, open[0].Span,
                    $"{Subject(open, group)} in any later version, so another day's build has other packages, and one of them "
                    + "may be broken. "
                    + $"Write the version ({Example(open[0])}), or a file of constraints that a tool keeps up to date "
                    + "(pip-compile, uv pip compile).");
            }
        }
    }

    private static bool IsOpen(Requirement requirement, PipInstall install) =>
        requirement.Url.Length > 0 ? FollowsBranch().IsMatch(requirement.Url)
        : !requirement.Versions.HasUpperLimit && !KnownPackages.IsInstaller(requirement.Key) && !requirement.HasHashes
        && !install.Files.IsConstrained(requirement.Key);

    /// <summary>The packages that are installed before a command, whatever version each of them has.</summary>
    private static HashSet<string> InstalledBefore(AnalyzedImage image, PipInstall install) =>
    [
        .. install.Run.Stage.ParentProject?.Facts.PipPackages.Keys ?? [],
        .. image.PipInstalls.TakeWhile(other => other != install)
        .Where(other => install.Run.Stage.Chain.Contains(other.Run.Stage))
            .SelectMany(other => other.Requirements).Select(requirement => requirement.Key),
    ];

    private static bool HasUnknownConstraints(PipInstall install) =>
        !install.Files.IsComplete
        && (install.ValuesOf("constraint", "c", "constraints").Any()
            || install.Files.Files.Any(file => file.Options.Any(option => option.Name == "constraint")));

    private static string Subject(List<Requirement> open, IReadOnlyCollection<Requirement> all) => open.Count == 1
        ? $"{open[0]} is installed"
        : $"{open.Count} of {all.Count} requirements "
        + $"({RequirementTexts.List([.. open.Select(requirement => requirement.ToString())])}) are installed";

    private static string Example(Requirement requirement) =>
        requirement.Url.Length > 0 ? "…git@COMMIT" : $"{requirement.Name}==…";

    /// <summary>An address of a repository without a commit, tag or branch.</summary>
    [GeneratedRegex(@"^(git|hg|svn|bzr)\+[a-z+]+://([^/@]+@)?[^@#]*(#.*)?$")]
    private static partial Regex FollowsBranch();
}
