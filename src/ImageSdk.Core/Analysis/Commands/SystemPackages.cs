using System.IO.Enumeration;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Packages that a distribution's package manager installs: apt, apk, dnf and their kin.</summary>
/// <param name="Line">The command.</param>
/// <param name="Names">The packages, as written.</param>
internal sealed record SystemPackages(CommandLine Line, IReadOnlyList<Word> Names)
{
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "virtual", "repository", "enablerepo", "disablerepo", "setopt", "releasever", "installroot", "option", "force",
    };

    /// <summary>The name under which apk removes all of them at once (<c>--virtual</c>); empty for none.</summary>
    private string Group { get; init; } = "";

    /// <summary>What a command installs; null when it installs nothing.</summary>
    public static SystemPackages? Of(CommandLine line)
    {
        if (AptCommand.Of(line) is { } apt)
            return apt.IsInstall ? new SystemPackages(line, apt.Packages) : null;
        return PackageManagerCall.Of(line) is { Installs: true, Packages.Count: > 0, Manager.Programs: not ["conda", ..] } call
            ? new SystemPackages(line,
                call.Packages) { Group = call.Options.LastOrDefault(option => option.Name is "t" or "virtual")?.Value ?? "" }
            : null;
    }

    private SystemPackages Without(IReadOnlyList<string> removed) =>
        this with { Names = [.. Names.Where(word => !IsRemoved(word.Value, removed))] };

    /// <summary>Whether a <c>RUN</c> removes packages again.</summary>
    public static bool AreRemovedIn(RunStep run) => !run.Script.IsComplete || run.Commands.Any(line =>
        line.Program is "apt-get" or "apt" or "apk" or "dnf" or "yum" or "microdnf" or "tdnf" or "zypper" or "dpkg" or "aptitude"
        && line.Arguments.Any(word =>
            word.Value is "remove" or "purge" or "autoremove" or "del" or "erase" or "-P" or "-r" or "--purge"));

    /// <summary>
    /// What a <c>RUN</c> installs and does not remove again. If only the build knows what it removes, that may be all before.
    /// </summary>
    public static IReadOnlyList<SystemPackages> KeptIn(RunStep run)
    {
        if (!run.Script.IsComplete)
            return [];
        var kept = new List<SystemPackages>();
        foreach (var line in run.Commands)
        {
            if (Of(line) is { } install)
                kept.Add(install);
            else if (RemovedBy(line) is not { } removed)
                kept.Clear();
            else if (removed.Count > 0)
                kept = [.. kept.Where(other => !removed.Contains(other.Group)).Select(other => other.Without(removed))
                    .Where(other => other.Names.Count > 0)];
        }

        return kept;
    }

    /// <summary>The names and patterns that a command removes, which may be none; null where only the build knows them.</summary>
    private static IReadOnlyList<string>? RemovedBy(CommandLine line)
    {
        // What is marked as automatic goes with the next autoremove; what a transaction brought is not said where it is undone.
        if (line.Program == "apt-mark")
            return line.Arguments.Any(word => word.Value is "auto" or "minimize-manual") ? null : [];
        if (line.Program is "dpkg")
        {
            return line.Arguments.Any(word => word.Value is "-r" or "-P" or "--remove" or "--purge")
                ? NamesOf(line, line.Arguments.Where(word => !word.Value.StartsWith('-')))
                : [];
        }

        if (line.Program is not ("apt-get" or "apt" or "aptitude" or "apk" or "dnf" or "yum" or "microdnf" or "tdnf" or "zypper"))
            return [];

        var (_, others, mayHaveMore) = OptionReader.Read(line, line.Arguments, line.Program is "apk" ? "Xp" : "otc", WithValue);
        return others switch
        {
            [{ Value: "history" }, ..] => null,
            [{ Value: "remove" or "purge" or "autoremove" or "auto-remove" or "autopurge" or "del" or "erase" or "rm" },
                .. var rest] =>
                mayHaveMore ? null : NamesOf(line, rest),
            _ => [],
        };
    }

    private static List<string>? NamesOf(CommandLine line, IEnumerable<Word> words)
    {
        var names = new List<string>();
        foreach (var word in words)
        {
            if (word.Resolve(line.Lookup) is not { } value)
                return null;
            names.AddRange(value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(NameOf));
        }

        return names;
    }

    private static bool IsRemoved(string package, IReadOnlyList<string> removed) =>
        NameOf(package) is var name && removed.Any(pattern =>
        pattern == name || (pattern.AsSpan().IndexOfAny("*?^$[") >= 0 && MayMatch(name, pattern))
        // It depends on these, so it goes with them.
        || (name == "build-essential" && pattern is "gcc" or "g++" or "make" or "libc6-dev" or "dpkg-dev"));

    /// <summary>apt knows both wildcards and regular expressions; of the latter only the letters are compared.</summary>
    private static bool MayMatch(string name, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)
        || (string.Concat(pattern.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+')) is var letters
            && name.Contains(letters, StringComparison.Ordinal));

    private static string NameOf(string package) => package.Split('=', ':', '~', '<', '>')[0];
}
