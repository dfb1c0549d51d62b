namespace ImageSdk.Analysis.Images;

/// <summary>
/// What the Dockerfile of an image tells its children. Written below <c>obj</c>, as records are below <c>bin</c>.
/// </summary>
public sealed record ImageFacts
{
    /// <summary>The variables of <c>ENV</c> in effect at the end, those of the image's own parent project among them.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The <c>USER</c>; empty for the one of the base image.</summary>
    public string User { get; init; } = "";

    /// <summary>The <c>WORKDIR</c>; empty while nobody set one.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>The <c>SHELL</c>.</summary>
    public IReadOnlyList<string> Shell { get; init; } = ["/bin/sh", "-c"];

    /// <summary>
    /// The image at the bottom: that of nobody's project, which the first of the parents starts from; empty for <c>scratch</c>.
    /// </summary>
    public string BaseImage { get; init; } = "";

    /// <summary>Whether it is a Windows image, as far as names and platforms tell.</summary>
    public bool IsWindows { get; init; }

    /// <summary>
    /// The <c>ENTRYPOINT</c>, a shell form with its shell; empty for none, or the one of <see cref="BaseImage"/>.
    /// </summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>The <c>CMD</c>, a shell form with its shell; empty for none, or the one of <see cref="BaseImage"/>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Whether apt's configuration turns recommends off.</summary>
    public bool AptSkipsRecommends { get; init; }

    /// <summary>Whether apt's configuration answers questions with yes.</summary>
    public bool AptAssumesYes { get; init; }

    /// <summary>Whether Debian's hook that deletes downloaded packages is out of the way.</summary>
    public bool AptKeepsPackages { get; init; }

    /// <summary>
    /// The name of the project whose RUN last wrote apt's lists, whether or not it left them in the image: this one or a parent;
    /// empty for none.
    /// </summary>
    public string AptListsFrom { get; init; } = "";

    /// <summary>The names of the projects by whose lists of apt a RUN installs.</summary>
    public IReadOnlyList<string> AptListsNeeded { get; init; } = [];

    /// <summary>
    /// The variables of parents that keep pip's or uv's cache out of a layer of this image, since a RUN without a mount may call
    /// the tool in a way that nobody sees.
    /// </summary>
    public IReadOnlyList<string> CacheSwitchesNeeded { get; init; } = [];

    /// <summary>
    /// Whether a RUN of the image may install by apt without a cache mount, so that the parent has to keep the hook which deletes
    /// downloaded packages.
    /// </summary>
    public bool NeedsAptHook { get; init; }

    /// <summary>
    /// What RUNs of the image need that the parent may have installed only because a package recommends it: names of
    /// <c>PackageUse</c>, sorted.
    /// </summary>
    public IReadOnlyList<string> PackageUses { get; init; } = [];

    /// <summary>The packages that apt installs, by name, with the version where one is given, sorted.</summary>
    public IReadOnlyDictionary<string, string> AptPackages { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The packages that pip installs, by normalised name, sorted. Those of requirement files are among them, as far as the files
    /// could be found; those that packages need are not.
    /// </summary>
    public IReadOnlyDictionary<string, PipPackage> PipPackages { get; init; } =
        new SortedDictionary<string, PipPackage>(StringComparer.Ordinal);

    /// <summary>
    /// The folder that <c>ENV PATH=…:$PATH</c> puts before the others, such as that of a virtual environment; empty for none.
    /// </summary>
    public string ProgramFolder { get; init; } = "";

    /// <summary>The names of the image of the parent project, which siblings have in common; empty for none.</summary>
    public string Parent { get; init; } = "";

    /// <summary>
    /// Whether a program of it may call a compiler when it runs, as far as packages, variables and scripts tell: then its build
    /// tools may be wanted.
    /// </summary>
    public bool MayCompile { get; init; }

    /// <summary>The cache mounts of all stages that the image needs: ids, each with its target.</summary>
    public IReadOnlyList<CacheMountFact> CacheMounts { get; init; } = [];
}
