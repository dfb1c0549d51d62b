using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Where a package manager keeps what a command of it downloads.</summary>
/// <param name="Tool">The package manager's name.</param>
/// <param name="Word">The word to point at.</param>
/// <param name="Folders">The folders of the cache; none where only the build knows them.</param>
/// <param name="Marks">Parts of paths by which a mount is recognised that is meant for it, wherever it is.</param>
internal sealed record ToolCache(string Tool, Word Word, IReadOnlyList<string> Folders, IReadOnlyList<string> Marks)
{
    /// <summary>Whether the command may download something; otherwise it only reads what another one downloaded.</summary>
    public bool Downloads { get; init; } = true;

    /// <summary>Whether it does nothing but download, for commands that come later.</summary>
    public bool OnlyDownloads { get; init; }

    /// <summary>Further options of a mount, such as <c>,sharing=locked</c>.</summary>
    public string MountOptions { get; init; } = "";

    /// <summary>Whether a mount there is known to change nothing in the image, so that a fix may add it.</summary>
    public bool IsFixable { get; init; } = true;

    /// <summary>Whether a mount holds it, or is meant to.</summary>
    public bool IsMounted(RunStep run) => run.CacheMounts.Any(mount =>
        mount.Target.Length == 0
        || Folders.Any(folder => mount.Covers(folder) || mount.IsIn(folder))
        || Marks.Any(mark => (mount.Target + "/").Contains(mark, StringComparison.Ordinal)));

    /// <summary>A variable of the command, or of the image; null when it has none or one that only the build knows.</summary>
    public static string? Variable(RunStep run, CommandLine line, string name) =>
        line.Environment.TryGetValue(name, out var value) ? value : line.Lookup(name) ?? run.State.Lookup(name);

    /// <summary>A folder below the home folder of the user; null where it is not known.</summary>
    public static string? InHome(RunStep run, CommandLine line, string folder)
    {
        if (line.Command.Name is "sudo" or "su")
            return null;
        var home = line.Environment.TryGetValue("HOME", out var value) ? value : UserAccount.Of(run).Home;
        return home is { Length: > 0 } ? $"{home.TrimEnd('/')}/{folder}" : null;
    }
}
