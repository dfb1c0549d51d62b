using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Locking;
using ImageSdk.References;
using ImageSdk.Storage;

namespace ImageSdk.Planning;

/// <summary>
/// A Dockerfile read for one target, with the names that it uses told apart: a directory, the image of a referenced project, or
/// an external image. The platforms may differ in what they name (<c>FROM base-${TARGETARCH}</c>): all that any of them names
/// counts.
/// </summary>
public sealed class DockerfileNames
{
    private readonly ImageDefinition _definition;
    private readonly IReadOnlyList<Platform> _platforms;
    private readonly IReadOnlyList<ParentImage> _allParents;
    private readonly LockFile _lock;
    private readonly FileText _text;
    private readonly KnownNames _known;
    private readonly Dictionary<string, (ImageRequest Request, ImageUse Use)> _external = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParentImage> _parents = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _declaredArguments = new(StringComparer.Ordinal);
    private readonly SortedList<string, NamedDirectory> _directories = new(StringComparer.Ordinal);

    private DockerfileNames(
        ImageDefinition definition, IReadOnlyList<Platform> platforms, IReadOnlyList<ParentImage> parents, LockFile lockFile,
        FileText text)
    {
        (_definition, _platforms, _allParents, _lock, _text) = (definition, platforms, parents, lockFile, text);
        _known = new KnownNames(definition, parents);
        Read();
    }

    /// <summary>The Dockerfile's text, without a byte order mark.</summary>
    public string Text => _text.TextWithoutMark;

    /// <summary>The image that the final stage starts from as the Dockerfile names it; empty for scratch.</summary>
    public string Base { get; private set; } = "";

    /// <summary>What the target reads from the build context and from directories.</summary>
    public IReadOnlyList<ContextRead> Reads { get; private set; } = [];

    /// <summary>The build arguments that an <c>ARG</c> of the target or of a stage that it needs declares.</summary>
    public IReadOnlySet<string> DeclaredArguments => _declaredArguments;

    /// <summary>The directories that the Dockerfile uses.</summary>
    public IEnumerable<NamedDirectory> Directories => _directories.Values;

    /// <summary>The names that referenced projects build, as the Dockerfile writes them.</summary>
    public IReadOnlyDictionary<string, ParentImage> Parents => _parents;

    /// <summary>
    /// The external images by the names that the Dockerfile writes. A name with a digest is not among them: it says all.
    /// </summary>
    public IReadOnlyDictionary<string, (ImageRequest Request, ImageUse Use)> External => _external;

    /// <summary>The keys of the external images in the lock, sorted, each once.</summary>
    public IReadOnlyList<string> LockKeys =>
        [.. _external.Values.Select(e => e.Request.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What a lock key stands for, and the first place that names it.</summary>
    public (ImageRequest Request, SourceLocation Location) Find(string lockKey)
    {
        var (request, use) = _external.Values.First(e => e.Request.Key == lockKey);
        return (request, use.Location);
    }

    /// <summary>What the image makes its children do (<c>ONBUILD</c>).</summary>
    public IReadOnlyList<string> Triggers { get; private set; } = [];

    /// <summary>The cache mounts of the target and of the stages that it needs.</summary>
    public IReadOnlyList<Mount> CacheMounts { get; private set; } = [];

    /// <summary>Reads the Dockerfile of an image, with the triggers of the images that it starts from.</summary>
    /// <param name="definition">The image.</param>
    /// <param name="platforms">The platforms that count; none for this machine's.</param>
    /// <param name="parents">The images of referenced projects.</param>
    /// <param name="lockFile">What is known of external images.</param>
    /// <exception cref="DiagnosticException">
    /// IMG1001 to IMG1003: the Dockerfile cannot be read; IMG2001: a name is no reference; IMG2009: it has two meanings.
    /// </exception>
    public static DockerfileNames Read(
        ImageDefinition definition, IReadOnlyList<Platform> platforms, IReadOnlyList<ParentImage> parents, LockFile lockFile) =>
        new(definition, platforms, parents, lockFile, TextFile.ReadText(definition.Dockerfile));

    /// <summary>The same with what another lock knows of external images.</summary>
    public DockerfileNames With(LockFile lockFile) =>
        lockFile.Equals(_lock) ? this : new(_definition, _platforms, _allParents, lockFile, _text);

    /// <summary>The same for another platform.</summary>
    public DockerfileNames For(Platform platform) => new(_definition, [platform], _allParents, _lock, _text);

    /// <summary>Stops when a name that looks external is built by a project that is not referenced.</summary>
    /// <exception cref="DiagnosticException">IMG2008, one for each such name.</exception>
    public void ThrowIfBuiltBy(IReadOnlyList<OtherImage> others)
    {
        var otherOfName = new Dictionary<string, OtherImage>(StringComparer.Ordinal);
        foreach (var other in others) foreach (var name in other.Names) otherOfName.TryAdd(KnownNames.Familiar(name), other);

        var diagnostics = new List<Diagnostic>();
        foreach (var (name, (_, use)) in Undeclared)
        {
            if (!otherOfName.TryGetValue(KnownNames.Familiar(name), out var other)) continue;

            diagnostics.Add(DiagnosticDescriptors.MissingProjectReference.At(use.Location,
                $"'{name}' is built by {Path.GetFileName(other.ProjectFile)}, which {Path.GetFileName(_definition.ProjectFile)} "
                + "does not reference, " +
                $"so it could be built too late or not at all. Add <ProjectReference Include=\"{Relative(other.ProjectFile)}\" "
                + "/>."));
        }

        if (diagnostics.Count > 0) throw new DiagnosticException(diagnostics);
    }

    /// <summary>
    /// Stops when a name that looks external has a tag that a referenced project does not give to its image, although it builds
    /// that repository.
    /// </summary>
    /// <param name="findOthers">Finds the images of projects that are not referenced: one of them may have that tag.</param>
    /// <exception cref="DiagnosticException">IMG2016, one for each such name; or IMG2008.</exception>
    public void ThrowIfOtherTagOfParent(Func<IReadOnlyList<OtherImage>> findOthers)
    {
        var parents = _allParents.Select(parent => (parent.ProjectFile, parent.Names)).ToList();
        List<Diagnostic> diagnostics =
        [
            .. from name in Undeclared
               where !IsOfficial(name.Value.Request)
               let builders = RepositoryBuilders.Of(name.Value.Request.Repository, parents)
               where builders.Count > 0
               select DiagnosticDescriptors.TagNotBuilt.At(name.Value.Use.Location,
                   $"'{name.Key}' is not a tag of the referenced {Describe(builders)}. It would be locked as an external image, "
                   + "and would not follow that project. "
                   + $"{NameAdvice.For(WrittenAt(name.Value.Use.Location), builders[0].Names[0], _definition.BuildArguments)}; "
                   + $"or, if the image in the registry is meant, add <ImageExternal Include=\"{name.Key}\" />."),
        ];
        if (diagnostics.Count == 0) return;

        ThrowIfBuiltBy(findOthers());
        throw new DiagnosticException(diagnostics);
    }

    /// <summary>
    /// Says what to do about an external image that is not locked, if a restore is not going to lock it as it stands; otherwise
    /// empty.
    /// </summary>
    /// <param name="name">The name in the Dockerfile.</param>
    public string AdviseOtherTagOfParent(string name)
    {
        var (request, use) = _external[name];
        var builders = IsOfficial(request)
            ? []
            : RepositoryBuilders.Of(request.Repository, [.. _allParents.Select(parent => (parent.ProjectFile, parent.Names))]);
        return builders.Count == 0 ? ""
            : $"It is not a tag of the referenced {Describe(builders)}. "
            + $"{NameAdvice.For(WrittenAt(use.Location), builders[0].Names[0], _definition.BuildArguments)}; "
              + $"or, if the image in the registry is meant, add <ImageExternal Include=\"{name}\" />. Then run `dotnet "
              + "restore`.";
    }

    /// <summary>Says which projects of the tree build the repository of an external image; empty if none does.</summary>
    /// <param name="request">The image.</param>
    /// <param name="others">The images of projects that are not referenced.</param>
    public string DescribeBuilders(ImageRequest request, IReadOnlyList<OtherImage> others) =>
        Describe(RepositoryBuilders.Of(request.Repository,
        [.. _allParents.Select(parent => (parent.ProjectFile, parent.Names)),
            .. others.Select(other => (other.ProjectFile, other.Names))]));

    /// <summary>
    /// Whether a name is one of Docker Hub's own (<c>python</c>), which projects may be called as well. Such a name is an image
    /// of the tree only if Docker Hub does not have it.
    /// </summary>
    public static bool IsOfficial(ImageRequest request) =>
        request.Repository.StartsWith("docker.io/library/", StringComparison.Ordinal);

    /// <summary>The external images that the project does not declare as such.</summary>
    private IEnumerable<KeyValuePair<string, (ImageRequest Request, ImageUse Use)>> Undeclared =>
        _external.Where(name =>
            !_definition.ExternalNames.Any(declared => KnownNames.Familiar(declared) == KnownNames.Familiar(name.Key)));

    private string Describe(IReadOnlyList<(string ProjectFile, IReadOnlyList<string> Names)> builders) =>
        string.Join(", and of ",
            builders.Select(builder => $"{Relative(builder.ProjectFile)}, which builds {string.Join(" and ", builder.Names)}"));

    /// <summary>The word of the Dockerfile at a place, with its variables.</summary>
    private string WrittenAt(SourceLocation location)
    {
        var lines = Text.Split('\n');
        if (location.Line < 1 || location.Line > lines.Length || location.Column < 1
            || location.Column > lines[location.Line - 1].Length)
        {
            return "";
        }

        var rest = lines[location.Line - 1][(location.Column - 1)..];
        return rest[..(rest.AsSpan().IndexOfAny(" \t\r,\"") is var end and >= 0 ? end : rest.Length)];
    }

    private string Relative(string projectFile) =>
        Path.GetRelativePath(Path.GetDirectoryName(_definition.ProjectFile)!, projectFile).Replace('\\', '/');

    private void Read()
    {
        var dockerfile = Dockerfile.Parse(_text, _definition.Dockerfile);
        var reads = new List<ContextRead>();
        foreach (var platform in _platforms.DefaultIfEmpty(ImageDefinition.Host))
        {
            var inputs = DockerfileInputs.Of(
                dockerfile, _definition.Target, _definition.BuildArguments, platform.ToString(), ImageDefinition.Host.ToString(),
                TriggersOf);
            foreach (var use in inputs.Images) Add(use);
            reads.AddRange(inputs.ContextReads);
            _declaredArguments.UnionWith(inputs.DeclaredArguments);
            Base = inputs.BaseImage ?? "";
            Triggers = inputs.Triggers;
            CacheMounts = inputs.CacheMounts;
        }

        Reads = reads;
    }

    /// <summary>What a name after FROM brings along. Of a name with a digest nothing is known: it needs no lock.</summary>
    private IReadOnlyList<string> TriggersOf(string image) =>
        _known.TriggersOf(image)
        ?? (ImageRequest.TryParse(image, out var request, out _) && !request.IsPinned && _lock.Find(request) is { } entry
            ? entry.Triggers
            : []);

    private void Add(ImageUse use)
    {
        var (directory, parent) = _known.Find(use);
        if (directory is not null)
        {
            _directories[directory.Name] = directory;
        }
        else if (parent is not null)
        {
            _parents[use.Name] = parent;
        }
        else if (!ImageRequest.TryParse(use.Name, out var request, out var error))
        {
            throw Invalid(use, error);
        }
        else if (request.Range is not null && !_definition.BuildArguments.Values.Contains(use.Name))
        {
            throw Invalid(use, $"'{use.Name}' is a range of tags, which BuildKit cannot read in a Dockerfile. Write one tag, "
                + "which the lock keeps from moving, "
                + "or name a build argument here and give it the range: <ImageBuildArg Include=\"BASE\" Value=\"" + use.Name
                + "\" />.");
        }
        else if (!request.IsPinned)
        {
            _external.TryAdd(use.Name, (request, use));
        }
    }

    private DiagnosticException Invalid(ImageUse use, string error)
    {
        var lower = use.Name.ToLowerInvariant();
        var hint = _definition.Directories.Any(d => d.Name == lower)
            ? $" The named context is called '{lower}': BuildKit wants names in lower case."
            : "";
        return new DiagnosticException(DiagnosticDescriptors.InvalidReference.At(use.Location, error + hint));
    }
}
