using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Packages that a distribution's package manager installs: apt, apk, dnf and their kin.</summary>
/// <param name="Line">The command.</param>
/// <param name="Names">The packages, as written.</param>
internal sealed record SystemPackages(CommandLine Line, IReadOnlyList<Word> Names)
{
    /// <summary>What a command installs; null when it installs nothing.</summary>
    public static SystemPackages? Of(CommandLine line)
    {
        if (AptCommand.Of(line) is { } apt)
            return apt.IsInstall ? new SystemPackages(line, apt.Packages) : null;
        return PackageManagerCall.Of(line) is { Installs: true, Packages.Count: > 0, Manager.Programs: not ["conda", ..] } call ? new SystemPackages(line, call.Packages) : null;
    }

    /// <summary>Whether a <c>RUN</c> removes packages again.</summary>
    public static bool AreRemovedIn(RunStep run) => !run.Script.IsComplete || run.Commands.Any(line =>
        line.Program is "apt-get" or "apt" or "apk" or "dnf" or "yum" or "microdnf" or "tdnf" or "zypper" or "dpkg" or "aptitude"
        && line.Arguments.Any(word => word.Value is "remove" or "purge" or "autoremove" or "del" or "erase" or "-P" or "-r" or "--purge"));
}
