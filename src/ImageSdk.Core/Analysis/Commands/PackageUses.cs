using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>What commands need packages for, as far as they tell.</summary>
internal static class PackageUses
{
    private static readonly Dictionary<string, PackageUse[]> Programs = new(StringComparer.Ordinal)
    {
        ["add-apt-repository"] = [PackageUse.Keys, PackageUse.Certificates], ["apt-key"] = [PackageUse.Keys],
        ["gpg"] = [PackageUse.Keys], ["gpg2"] = [PackageUse.Keys],
        ["dirmngr"] = [PackageUse.Keys], ["debsign"] = [PackageUse.Keys],
        ["ssh"] = [PackageUse.Ssh], ["scp"] = [PackageUse.Ssh], ["sftp"] = [PackageUse.Ssh], ["ssh-keyscan"] = [PackageUse.Ssh],
        ["ssh-keygen"] = [PackageUse.Ssh], ["ssh-add"] = [PackageUse.Ssh],
        ["ssh-agent"] = [PackageUse.Ssh], ["patch"] = [PackageUse.Patch], ["quilt"] = [PackageUse.Patch],
        ["unzip"] = [PackageUse.Unzip], ["git"] = [PackageUse.Git],
        ["xauth"] = [PackageUse.Display], ["xvfb-run"] = [PackageUse.Display, PackageUse.Unknown],
        ["autoreconf"] = [PackageUse.Autotools], ["automake"] = [PackageUse.Autotools], ["aclocal"] = [PackageUse.Autotools],
        ["autoconf"] = [PackageUse.Autotools],
        ["gcc"] = [PackageUse.Compiler], ["cc"] = [PackageUse.Compiler], ["g++"] = [PackageUse.Compiler],
        ["c++"] = [PackageUse.Compiler], ["gfortran"] = [PackageUse.Compiler],
        ["rustc"] = [PackageUse.Compiler], ["go"] = [PackageUse.Compiler, PackageUse.Certificates, PackageUse.Git],
        ["cargo"] = [PackageUse.Compiler, PackageUse.Certificates, PackageUse.Git],
    };

    /// <summary>What the RUNs of an image need that a parent project may have brought.</summary>
    public static IEnumerable<PackageUse> OfParent(AnalyzedImage image)
    {
        var runs = image.Runs.Where(run => run.Stage.ParentProject is not null).ToList();
        var named = runs.SelectMany(run => run.Apt).Where(apt => apt.IsInstall).SelectMany(apt => apt.Packages)
            .Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        return runs.SelectMany(run => Of(run)).Distinct()
            .Where(use => use != PackageUse.Certificates || !named.Contains("ca-certificates"));
    }

    /// <summary>What the commands of a RUN need, those after one of them or all.</summary>
    public static IEnumerable<PackageUse> Of(RunStep run, CommandLine? after = null)
    {
        var uses = new HashSet<PackageUse>();
        if (!HarmlessPrograms.AreAllKnown(run))
            uses.Add(PackageUse.Unknown);
        if (run.Run.Mounts.Any(mount => mount.Type == "ssh"))
            uses.Add(PackageUse.Ssh);
        foreach (var line in after is null ? run.Commands : run.Commands.SkipWhile(line => line != after).Skip(1))
        {
            foreach (var use in Of(line))
                uses.Add(use);
        }

        return uses;
    }

    private static IEnumerable<PackageUse> Of(CommandLine line)
    {
        foreach (var word in line.Arguments)
        {
            var text = word.Resolve(line.Lookup) ?? word.Value;
            if (text.Contains("https:", StringComparison.Ordinal))
                yield return PackageUse.Certificates;
            if (text.Contains("ssh://", StringComparison.Ordinal) || text.Contains("git@", StringComparison.Ordinal))
                yield return PackageUse.Ssh;
            if (text.Contains("git+", StringComparison.Ordinal))
                yield return PackageUse.Git;
        }

        if (Programs.TryGetValue(line.Program, out var known))
        {
            foreach (var use in known)
                yield return use;
            yield break;
        }

        if (PipCommand.Of(line) is { } pip)
        {
            if (pip.Downloads && pip.Find("only-binary")?.Value != ":all:")
                yield return PackageUse.Compiler;
            // What requirement files name is not read here.
            if (pip.Downloads)
                yield return PackageUse.Certificates;
        }
        else if (line.Program is "curl" or "wget"
            && !line.Arguments.Any(word => word.Value.StartsWith("http://", StringComparison.Ordinal)))
        {
            yield return PackageUse.Certificates;
        }
        else if (!HarmlessPrograms.Include(line))
        {
            yield return PackageUse.Unknown;
        }
    }
}
