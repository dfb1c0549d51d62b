using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>
/// A package manager that differs from others in data only. apt, pip and those of languages have classes of their own.
/// </summary>
/// <param name="Programs">The names of its program.</param>
/// <param name="InstallVerbs">What is written before the names of packages to install.</param>
/// <param name="OtherVerbs">What else makes it download: lists of packages, or upgrades.</param>
/// <param name="CacheDirectories">All places of its cache, depending on the distribution and the release.</param>
/// <param name="Leftovers">What stays in its cache, for messages.</param>
internal sealed record PackageManager(
    IReadOnlyList<string> Programs, IReadOnlyList<string> InstallVerbs, IReadOnlyList<string> OtherVerbs,
    IReadOnlyList<string> CacheDirectories, string Leftovers)
{
    private static readonly IReadOnlySet<string> DnfWithValue = new HashSet<string>(StringComparer.Ordinal)
    {
        "config", "enablerepo", "disablerepo", "repo", "repoid", "repofrompath", "exclude", "excludepkgs", "setopt", "releasever",
        "installroot", "forcearch", "advisory", "comment", "debuglevel",
    };

    private static readonly string[] DnfInstalls = ["install", "in", "localinstall", "reinstall"];

    private static readonly string[] DnfOthers =
        ["update", "upgrade", "up", "upgrade-minimal", "distro-sync", "group", "groupinstall", "module", "swap", "builddep",
            "makecache", "check-update"];

    private const string RepositoryMetadata = "the metadata of its repositories, 20 MB and more,";

    /// <summary>Every one. Sources: the manual pages of apk, dnf, dnf5-caching, zypper, tdnf and conda.</summary>
    public static IReadOnlyList<PackageManager> All { get; } =
    [
        new(["apk"], ["add"], ["update", "upgrade"], ["/var/cache/apk", "/etc/apk/cache"], "its index, some 2 MB,")
        {
            ShortWithValue = "tXp",
            LongWithValue = new HashSet<string>(StringComparer.Ordinal) { "virtual", "repository", "root", "arch", "keys-dir",
                "repositories-file", "cache-dir", "cache-max-age", "wait" },
            NoCacheOption = "no-cache",
            IdleOptions = ["no-network", "simulate", "s", "help", "h"],
            ElsewhereOptions = ["root", "p", "cache-dir"],
            CleanVerbs = ["cache"],
        },
        new(["dnf", "dnf5", "yum"], DnfInstalls, DnfOthers, ["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"],
            RepositoryMetadata)
        {
            ShortWithValue = "cxd",
            LongWithValue = DnfWithValue,
            AssumeYesOptions = ["y", "assumeyes", "assumeno"],
            CleanUp = "clean all",
        },
        // microdnf has -y, which does nothing: microdnf never asks.
        new(["microdnf"], DnfInstalls, DnfOthers, ["/var/cache/yum", "/var/cache/dnf", "/var/cache/libdnf5"], RepositoryMetadata)
        {
            ShortWithValue = "x",
            LongWithValue = DnfWithValue,
            CleanUp = "clean all",
        },
        new(["tdnf"], DnfInstalls, DnfOthers, ["/var/cache/tdnf"], RepositoryMetadata) { ShortWithValue = "c",
            LongWithValue = DnfWithValue, CleanUp = "clean all" },
        new(["zypper"], ["install", "in"], ["update", "up", "dist-upgrade", "dup", "patch", "refresh", "ref"],
            ["/var/cache/zypp"], RepositoryMetadata)
        {
            ShortWithValue = "rtC",
            LongWithValue = new HashSet<string>(StringComparer.Ordinal) { "repo", "from", "type", "root", "installroot",
                "reposd-dir", "cache-dir", "plus-repo", "name" },
            ElsewhereOptions = ["root", "installroot", "R", "cache-dir"],
            CleanUp = "clean --all",
            CleanVerbs = ["clean", "cc"],
        },
        new(["conda", "mamba", "micromamba"], ["install", "create"], ["update", "upgrade", "env create", "env update"],
            ["/opt/conda/pkgs"],
            "its package cache, which is about as large as what it downloads,")
        {
            ShortWithValue = "npcf",
            LongWithValue = new HashSet<string>(StringComparer.Ordinal) { "name", "prefix", "channel", "file", "solver",
                "root-prefix", "platform", "repodata-fn", "clone" },
            IdleOptions = ["offline", "dry-run", "d", "help", "h"],
            ElsewhereOptions = ["root-prefix", "r"],
            CacheVariable = "CONDA_PKGS_DIRS",
            CleanUp = "clean --all --yes",
        },
    ];

    /// <summary>The short options that take a value.</summary>
    public required string ShortWithValue { get; init; }

    /// <summary>The long options that take a value.</summary>
    public required IReadOnlySet<string> LongWithValue { get; init; }

    /// <summary>
    /// The options that answer its questions; none where it does not ask, or where a build without answers may go on.
    /// </summary>
    public IReadOnlyList<string> AssumeYesOptions { get; init; } = [];

    /// <summary>The option with which it keeps nothing; empty where it has none.</summary>
    public string NoCacheOption { get; init; } = "";

    /// <summary>The options with which it downloads nothing. With some of these it needs what is in its cache.</summary>
    public IReadOnlyList<string> IdleOptions { get; init; } = ["cacheonly", "C", "help", "h", "version"];

    /// <summary>The options that move the cache to another place.</summary>
    public IReadOnlyList<string> ElsewhereOptions { get; init; } = ["installroot"];

    /// <summary>The variable that moves the cache to another place; empty where it has none.</summary>
    public string CacheVariable { get; init; } = "";

    /// <summary>The arguments that empty its cache; empty where <see cref="NoCacheOption"/> makes that needless.</summary>
    public string CleanUp { get; init; } = "";

    /// <summary>The verbs that empty its cache.</summary>
    public IReadOnlyList<string> CleanVerbs { get; init; } = ["clean"];

    /// <summary>The directory of the cache in a stage; null where it is not certain.</summary>
    /// <param name="run">The instruction.</param>
    /// <param name="line">The command.</param>
    public string? CacheDirectory(RunStep run, CommandLine line)
    {
        if (CacheVariable.Length > 0 && ToolCache.Variable(run, line, CacheVariable) is { } value)
            return value is ['/', ..] && !value.Contains(',') && !value.Contains(':') ? value.TrimEnd('/') : null;
        return KnownBases.CacheOf(line.Program, run.Stage.OutsideBase);
    }
}
