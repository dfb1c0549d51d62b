using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>A call of a <see cref="PackageManager"/>.</summary>
/// <param name="Manager">The package manager.</param>
/// <param name="Line">The command.</param>
/// <param name="Verb">The word after the program that says what to do.</param>
/// <param name="Packages">The words after the verb.</param>
/// <param name="Options">The options, before and after <see cref="Verb"/>.</param>
/// <param name="Installs">Whether the words after the verb are packages to install.</param>
/// <param name="Downloads">Whether it downloads, and keeps some of that where its cache is as a rule.</param>
internal sealed record PackageManagerCall(
    PackageManager Manager, CommandLine Line, Word Verb, IReadOnlyList<Word> Packages, IReadOnlyList<CommandOption> Options,
    bool Installs, bool Downloads)
{
    /// <summary>Whether a variable that only the build knows may hold further options.</summary>
    public bool MayHaveMoreOptions { get; private init; }

    /// <summary>The call that a command is; null when it is none.</summary>
    public static PackageManagerCall? Of(CommandLine line)
    {
        if (PackageManager.All.FirstOrDefault(candidate => candidate.Programs.Contains(line.Program)) is not { } manager)
            return null;
        var (options, others, mayHaveMore) =
            OptionReader.Read(line, line.Arguments, manager.ShortWithValue, manager.LongWithValue);
        if (others.Count == 0)
            return null;
        // Verbs of two words: conda env create.
        var words = others.Count > 1 && manager.OtherVerbs.Contains($"{others[0].Value} {others[1].Value}") ? 2 : 1;
        var verb = string.Join(' ', others.Take(words).Select(word => word.Value));
        var installs = manager.InstallVerbs.Contains(verb);
        var isElsewhere = options.Any(option =>
            manager.ElsewhereOptions.Contains(option.Name)
            || option.Value?.StartsWith("cachedir", StringComparison.Ordinal) == true);
        var downloads = (installs || manager.OtherVerbs.Contains(verb)) && !mayHaveMore && !isElsewhere
            && !options.Any(option => manager.IdleOptions.Contains(option.Name) || option.Name == manager.NoCacheOption);
        return new PackageManagerCall(manager, line, others[words - 1], [.. others.Skip(words)], options, installs,
            downloads) { MayHaveMoreOptions = mayHaveMore };
    }

    /// <summary>The calls of a RUN.</summary>
    public static IEnumerable<PackageManagerCall> In(RunStep run) => run.Commands.Select(Of).OfType<PackageManagerCall>();

    /// <summary>Whether it has one of some options.</summary>
    public bool Has(IEnumerable<string> names) => Options.Any(option => names.Contains(option.Name));

    /// <summary>Whether a mount of the RUN has its cache, or is meant to.</summary>
    public bool IsMounted(RunStep run)
    {
        string[] directories = [.. Manager.CacheDirectories,
            .. Manager.CacheDirectory(run, Line) is { } own ? [own] : (string[])[]];
        return run.Run.Mounts.Any(mount =>
            mount.Type is "cache" or "tmpfs"
            && (mount.Target?.Value.TrimEnd('/') is not { Length: > 0 } target || target.Contains('$')
            || directories.Any(directory => PathRemoval.IsIn(directory, target) || PathRemoval.IsIn(target, directory))
            || target.EndsWith("/pkgs", StringComparison.Ordinal)));
    }

    /// <inheritdoc />
    public override string ToString() => $"{Line.Program} {Verb.Value}";
}
