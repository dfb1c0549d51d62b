using ImageSdk.Analysis.Commands;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>Takes from an analysed image what its children may know.</summary>
internal static class FactsReader
{
    public static ImageFacts Read(AnalyzedImage image)
    {
        var end = image.Target.End;
        var parent = image.Target.ParentProject?.Facts ?? new ImageFacts();
        var apt = new SortedDictionary<string, string>(parent.AptPackages.ToDictionary(), StringComparer.Ordinal);
        var pip = new SortedDictionary<string, PipPackage>(
            parent.PipPackages.ToDictionary(package => package.Key, package => package.Value with { IsOwn = false }),
            StringComparer.Ordinal);
        foreach (var run in image.Stages.Where(stage => stage.IsInFinalImage).SelectMany(stage => stage.Runs))
        {
            foreach (var package in run.Apt.Where(command => command.IsInstall).SelectMany(command => command.Packages)
                .Where(word => word.IsLiteral))
            {
                var parts = package.Value.Split('=', 2);
                apt[parts[0]] = parts.Length > 1 ? parts[1] : "";
            }

        }

        foreach (var install in image.PipInstalls.Where(install => install.Installs && install.Run.Stage.IsInFinalImage))
        {
            foreach (var requirement in install.Requirements.Where(requirement =>
                requirement is { IsFromIndex: true, Marker: "" }))
            {
                var versions = requirement.Versions.Exact is null
                    && install.Files.ConstrainedTo(requirement.Key) is { } constrained
                    ? "==" + constrained
                    : requirement.Versions.ToString();
                pip[requirement.Key] = new PipPackage(versions, install.Environment) { IsOwn = true };
            }
        }

        return new ImageFacts
        {
            Environment = new SortedDictionary<string, string>(end.Variables
                .Where(variable => variable.Value is { IsKnown: true, Instruction: null or { Kind: InstructionKind.Env } })
                .ToDictionary(variable => variable.Key, variable => variable.Value.Value), StringComparer.Ordinal),
            User = end.User,
            WorkingDirectory = end.WorkingDirectory,
            Shell = end.Shell,
            BaseImage = image.Target.OutsideBase,
            IsWindows = image.Target.IsWindows,
            Entrypoint = end.Entrypoint,
            Command = end.Command,
            AptSkipsRecommends = end.Apt.SkipsRecommends,
            AptAssumesYes = end.Apt.AssumesYes,
            AptKeepsPackages = end.Apt.KeepsPackages,
            AptListsFrom = image.FinalStages.SelectMany(stage => stage.Runs).SelectMany(run => run.Apt)
                .Any(command => command.Is("update")) ? image.Input.Name : parent.AptListsFrom,
            AptListsNeeded = [.. image.OfFile.SelectMany(other => other.Runs).Select(AptLists.OfParent)
                .Where(lists => lists is not null).Select(lists => lists!.Value.Project).Distinct()],
            CacheSwitchesNeeded = [.. PipCache.Throttles.Where(name => NeedsSwitch(image, name))],
            // Those that install by apt itself get a mount by a fix of their own.
            NeedsAptHook = image.Runs.Any(run =>
                run.Stage.ParentProject is { Facts.AptKeepsPackages: false }
                && !AptHook.IsDoneWithout(run, other => other.State.IsRoot && !LaterRuns.HasSuppression(other))),
            PackageUses = [.. PackageUses.OfParent(image).Select(use => use.ToString()).Order(StringComparer.Ordinal)],
            AptPackages = apt,
            PipPackages = pip,
            ProgramFolder = PipInstallReader.ProgramFolder(image.Target, end),
            Parent = string.Join(' ', image.Target.ParentProject?.ImageNames ?? []),
            MayCompile = RunTimeCompilation.IsPossible(image),
            CacheMounts = [.. image.Runs.SelectMany(run =>
                run.CacheMounts.Select(mount => new CacheMountFact(mount.Id, mount.Target, run.Stage.OutsideBase)))
                .Where(mount => mount.Target.Length > 0).Distinct()],
        };
    }

    private static bool NeedsSwitch(AnalyzedImage image, string name)
    {
        var runs = image.Runs.Where(run =>
            run.State.Variables.GetValueOrDefault(name) is { Parent: not null } variable && PipCache.IsOff(name, variable.Value))
                .ToList();
        return runs.Count > 0 && PipMounts.ForAll(image, runs, name == PipCache.UvThrottle) is null;
    }
}
