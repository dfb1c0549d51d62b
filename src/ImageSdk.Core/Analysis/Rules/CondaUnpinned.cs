using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1214: conda installs packages in any later version. IMG1203 is about pip.</summary>
internal sealed class CondaUnpinned() : Rule(
    "IMG1214", DiagnosticSeverity.Warning, "conda installs packages in any later version", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var call in image.Runs.Where(run => !StageNames.IsForDevelopment(run.Stage)).SelectMany(PackageManagerCall.In)
            .Where(call => call is { Installs: true, Downloads: true, Manager.Programs: ["conda", ..] }))
        {
            var open = call.Packages.Where(word => word.IsLiteral && IsOpen(word.Value)).ToList();
            if (open.Count > 0)
            {
                yield return image.Find(this, open[0].Span,
                    $"'{call}' takes {RequirementTexts.List([.. open.Select(word => word.Value)])} in any later version, so "
                    + "another day's build has other packages, and one of them may be broken. "
                    + $"Write the version ({open[0].Value.Split('>', '[')[0]}=…), or install from a file that conda-lock "
                    + "writes.");
            }
        }
    }

    /// <summary>Whether a specification has no version, or a lower limit only. Files and addresses are what they are.</summary>
    private static bool IsOpen(string specification)
    {
        var name = specification[(specification.LastIndexOf(':') + 1)..];
        if (specification.Contains('/') || specification.EndsWith(".conda", StringComparison.Ordinal)
            || specification.EndsWith(".bz2", StringComparison.Ordinal))
            return false;
        var limits = name.Replace(">=", ">", StringComparison.Ordinal);
        return !limits.Contains('=') && !limits.Contains('<') && !limits.Contains(' ') && !KnownPackages.IsInstaller(name)
            && name is not ("conda" or "mamba" or "micromamba" or "conda-libmamba-solver");
    }
}
