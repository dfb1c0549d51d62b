using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Where apt keeps what it downloads.</summary>
internal static class AptPaths
{
    /// <summary>The lists of packages, which <c>update</c> writes.</summary>
    public const string Lists = "/var/lib/apt/lists";

    /// <summary>The packages that were downloaded.</summary>
    public const string Archives = "/var/cache/apt/archives";

    /// <summary>The mounts that keep both between builds. Apt needs to be alone, which <c>locked</c> sees to.</summary>
    public static IReadOnlyList<string> Mounts { get; } =
        ["type=cache,target=/var/cache/apt,sharing=locked", "type=cache,target=/var/lib/apt,sharing=locked"];

    /// <summary>Whether a command empties the lists.</summary>
    public static bool RemovesLists(ShellCommand command) => PathRemoval.IsOf(command, "/var/lib/apt");

    /// <summary>Whether a command empties the downloaded packages.</summary>
    public static bool RemovesArchives(ShellCommand command) => PathRemoval.IsOf(command, "/var/cache/apt")
        || (command.Name is "apt-get" or "apt" && command.Words.Skip(1).Any(word => word.Value is "clean" or "autoclean" or "distclean"));

    /// <summary>Whether everything that a command does is to empty what mounts of a RUN hold.</summary>
    public static bool OnlyEmptiesMounts(ShellCommand command, RunStep run) => OnlyEmpties(command, path => run.CacheMounts.Any(mount => mount.Covers(path)));

    /// <summary>Whether everything that a command does is to empty apt's folders.</summary>
    public static bool OnlyEmptiesApt(ShellCommand command) => OnlyEmpties(command,
        path => PathRemoval.IsIn(path, "/var/lib/apt") || PathRemoval.IsIn(path, "/var/cache/apt"));

    private static bool OnlyEmpties(ShellCommand command, Func<string, bool> isIn) =>
        (command.Name is "apt-get" or "apt" && RemovesArchives(command)) || PathRemoval.IsOnlyOf(command, isIn);
}
