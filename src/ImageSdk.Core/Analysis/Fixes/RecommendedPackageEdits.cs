using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis;

/// <summary>
/// Names the recommended packages that are still needed when <c>apt-get install</c> no longer installs recommended packages.
/// </summary>
internal static class RecommendedPackageEdits
{
    /// <summary>The packages to name, sorted; null where it is not certain which are needed.</summary>
    /// <param name="image">The image.</param>
    /// <param name="run">The RUN that installs.</param>
    /// <param name="apt">The command that installs.</param>
    public static IReadOnlyList<string>? Needed(AnalyzedImage image, RunStep run, AptCommand apt)
    {
        if (PackagesOf(apt) is not { } packages)
            return null;
        var uses = UsesAfter(image, run, apt);
        var isUnknown = uses.Contains(PackageUse.Unknown);
        // A package that nobody here knows may have brought anything that a later command needs.
        if (packages.Exists(package => !RecommendedPackages.IsKnown(package))
            && (isUnknown || uses.Any(use => use != PackageUse.Certificates)))
            return null;

        var named = Named(run, apt).Concat(packages).Concat(KnownBases.DevelopmentPackages(run.Stage.OutsideBase)).ToList();
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var package in packages.SelectMany(RecommendedPackages.Of)
            .Where(package => !named.Exists(name => RecommendedPackages.Has(name, package))))
        {
            var use = RecommendedPackages.UseOf(package);
            if (use == PackageUse.Compiler && (isUnknown || uses.Contains(use)))
            {
                // In the image that is shipped they would be build tools that somebody asked for (IMG1317): a person has to
                // decide.
                if (run.Stage.IsInFinalImage)
                    return null;
                needed.Add(package);
            }
            else if (use == PackageUse.Keys && isUnknown && !uses.Contains(use))
            {
                return null;
            }
            // What a program for the network is there for, and what scripts call without saying so, is cheap.
            else if (use is PackageUse.Certificates or PackageUse.Display || uses.Contains(use)
                || (isUnknown && use is PackageUse.Patch or PackageUse.Autotools or PackageUse.Unzip))
            {
                if (use == PackageUse.Git && run.Stage.IsInFinalImage)
                    return null;
                needed.Add(package);
            }
        }

        // Nearly every package for the network brings them, and what is there already is not installed again.
        if (uses.Contains(PackageUse.Certificates) && !named.Exists(name => RecommendedPackages.Has(name, "ca-certificates")))
            needed.Add("ca-certificates");
        if (KnownBases.HasCertificates(run.Stage.OutsideBase))
            needed.Remove("ca-certificates");
        return [.. needed];
    }

    private static HashSet<PackageUse> UsesAfter(AnalyzedImage image, RunStep run, AptCommand apt)
    {
        var uses = PackageUses.Of(run, apt.Line).ToHashSet();
        if (LaterRuns.Of(image, run.Stage, run.Run) is { } later)
            uses.UnionWith(later.SelectMany(other => PackageUses.Of(other)));
        else
            uses.Add(PackageUse.Unknown);
        if (run.Stage.IsInFinalImage)
        {
            uses.UnionWith(image.Input.Family.Where(member => member.Facts.BaseImage == run.Stage.OutsideBase)
                .SelectMany(member => member.Facts.PackageUses)
                .Select(name => Enum.TryParse<PackageUse>(name, out var use) ? use : PackageUse.Unknown));
        }

        foreach (var step in image.Stages.Where(stage => stage.Chain.Contains(run.Stage)).SelectMany(stage => stage.Steps))
        {
            if (step.Instruction is CopyInstruction { Destination.Value: var destination }
                && destination.StartsWith("/etc/apt/", StringComparison.Ordinal))
                uses.Add(PackageUse.Certificates);
            if (step.Instruction.Kind is InstructionKind.Cmd or InstructionKind.Entrypoint or InstructionKind.Healthcheck
                && step.Instruction.Text.Contains("https:", StringComparison.Ordinal))
                uses.Add(PackageUse.Certificates);
        }

        return uses;
    }

    /// <summary>The packages of a command without versions; null where only the build knows some of them.</summary>
    private static List<string>? PackagesOf(AptCommand apt)
    {
        var words = apt.Packages.Select(word => word.Resolve(apt.Line.Lookup)).ToList();
        return words.Contains(null) ? null
            : [.. words.SelectMany(word => word!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Select(word => word.Split('=', ':', '/')[0])];
    }

    /// <summary>The packages that somebody named before.</summary>
    private static IEnumerable<string> Named(RunStep run, AptCommand apt) => run.Stage.Chain.SelectMany(stage => stage.Runs)
        .TakeWhile(other => other != run).Concat(run.Stage.Chain.Skip(1).SelectMany(stage => stage.Runs))
        .SelectMany(other => other.Apt)
        .Concat(run.Apt.TakeWhile(other => other != apt)).Where(other => other.IsInstall)
        .SelectMany(other => PackagesOf(other) ?? [])
        .Concat(run.Stage.ParentProject?.Facts.AptPackages.Keys ?? []);
}
