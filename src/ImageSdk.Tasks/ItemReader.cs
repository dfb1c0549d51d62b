using System.Globalization;
using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;
using ImageSdk.Variants;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Reads the items of the targets into values of the domain, and says at the project file what is wrong with them.
/// </summary>
internal sealed class ItemReader(ITaskItem definition)
{
    /// <summary>
    /// The properties that are true or false, by their names in the definition. MSBuild's and NuGet's own are among them.
    /// </summary>
    private static readonly (string Metadata, string Property)[] Flags =
    [
        ("Declared", "ImageDeclared"), ("Sbom", "ImageSbom"), ("NoCache", "ImageNoCache"),
        ("Analysis", "ImageAnalysis"), ("BuildKitCheck", "ImageBuildKitCheck"), ("LintProbe", "ImageLintProbe"),
        ("FixDryRun", "ImageFixDryRun"), ("FixForce", "ImageFixForce"),
        ("NoBuild", "NoBuild"), ("LockedMode", "RestoreLockedMode"), ("ForceEvaluate", "RestoreForceEvaluate"),
    ];

    private readonly string _projectFile = definition.GetMetadata("FullPath");
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>The directory that relative paths start from.</summary>
    private string ProjectDirectory => Path.GetDirectoryName(_projectFile)!;

    /// <summary>The image that the project declares.</summary>
    /// <exception cref="DiagnosticException">All that is wrong: IMG0006, IMG0007, IMG6031.</exception>
    public ImageDefinition Definition(
        ITaskItem[]? tags = null, ITaskItem[]? buildArguments = null, ITaskItem[]? labels = null, ITaskItem[]? secrets = null,
        ITaskItem[]? dotNetReferences = null, ITaskItem[]? namedContexts = null, ITaskItem[]? externalNames = null,
        bool needsDockerfile = true)
    {
        var dockerfile = FullPath(definition.GetMetadata("Dockerfile"));
        if (needsDockerfile && !File.Exists(dockerfile))
        {
            Wrong(DiagnosticDescriptors.DockerfileMissing, Directory.Exists(dockerfile)
                ? $"{dockerfile} is a directory. Set ImageDockerfile to a file."
                : $"There is no {dockerfile}. Write one, or set ImageDockerfile to the path of the Dockerfile.");
        }

        var context = FullPath(definition.GetMetadata("Context"));
        if (!Directory.Exists(context))
            Wrong($"ImageContext is {context}, which is not a directory. Create it, or set ImageContext to a directory.");

        foreach (var (metadata, property) in Flags) OneOf(metadata, property, "", "true", "false");

        var variant = new ImageVariant(definition.GetMetadata("Variant"), Split(definition.GetMetadata("Variants")));
        if (variant.Check(_projectFile) is { } wrong) _diagnostics.Add(wrong);

        var image = new ImageDefinition
        {
            Name = definition.GetMetadata("Name"),
            Variant = variant,
            ProjectFile = _projectFile,
            Dockerfile = dockerfile,
            ContextDirectory = context,
            Target = TargetOf(definition, dockerfile),
            Platforms = Platforms(),
            Tags = tags is null ? [] : TagItems.Read(definition, tags, Wrong),
            BuildArguments = Values(buildArguments, "ImageBuildArg"),
            OwnBuildArguments = (buildArguments ?? []).Where(IsOwn)
                .Select(a => a.ItemSpec).ToHashSet(StringComparer.Ordinal),
            Labels = Values(labels, "ContainerLabel"),
            Secrets = SecretItems.Read(secrets ?? [], FullPath, Wrong),
            Directories = [.. DotNetOutputs(dotNetReferences ?? []).Concat(NamedDirectories(namedContexts ?? [])).Distinct()],
            ExternalNames = (externalNames ?? []).Select(name => name.ItemSpec).ToHashSet(StringComparer.Ordinal),
            OwnExternalNames = (externalNames ?? []).Where(IsOwn).Select(name => name.ItemSpec).ToHashSet(StringComparer.Ordinal),
            Network = OneOf("Network", "ImageNetwork", "", "default", "none", "host"),
            Compression = OneOf("Compression", "ImageCompression", "", "uncompressed", "gzip", "estargz", "zstd"),
            Builder = Name("Builder", "ImageBuilder"),
            Provenance = OneOf("Provenance", "ImageProvenance", "min", "max", "false"),
            Sbom = Is("Sbom") == true,
            NoCache = Is("NoCache") == true,
            MaxParallelBuilds = Count("MaxParallelBuilds", "ImageMaxParallelBuilds"),
            Version = definition.GetMetadata("Version"),
            Source = definition.GetMetadata("RepositoryUrl"),
            LockFile = LockFile(),
            IntermediateDirectory = definition.GetMetadata("IntermediateDirectory"),
        };

        ThrowIfWrong();
        return image;
    }

    /// <summary>Where the publish output of .NET projects is laid out, a directory a context name.</summary>
    public string ContextsDirectory => Path.Combine(definition.GetMetadata("IntermediateDirectory"), "contexts");

    /// <summary>
    /// The full paths of the files that the project takes from a directory above, or could: the lock, and files of MSBuild.
    /// </summary>
    public IEnumerable<string> FilesFromAbove =>
        [LockFile(), .. Split(definition.GetMetadata("FilesFromAbove")).Select(FullPath)];

    /// <summary>
    /// Whether a property of the definition is <c>true</c>; null when it is not set. <see cref="Definition"/> reports other
    /// values, which MSBuild would report as an error in our targets (MSB4030) if a parameter of a task were boolean.
    /// </summary>
    public bool? Is(string metadata) =>
        definition.GetMetadata(metadata) is { Length: > 0 } value
            ? value.Equals("true", StringComparison.OrdinalIgnoreCase) : null;

    /// <summary>
    /// The most images at once; 0 for what suits the machine, or if the property is wrong, which <see cref="Definition"/>
    /// reports.
    /// </summary>
    public int MaxParallelBuilds =>
        int.TryParse(
            definition.GetMetadata("MaxParallelBuilds"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count : 0;

    /// <summary>The caches of the image.</summary>
    public ImageCaches Caches =>
        new(_projectFile, definition.GetMetadata("Cache"), definition.GetMetadata("CacheReference"),
            definition.GetMetadata("Compression"))
    {
        Name = string.Join('-', [definition.GetMetadata("CacheName").Replace('/', '-'),
            .. Split(definition.GetMetadata("Variant"))]),
    };

    /// <summary>ImageCacheFrom or ImageCacheTo.</summary>
    public static IReadOnlyList<CacheItem> CacheItems(ITaskItem[] items) => [.. items.Select(item =>
    {
        var values = item.CloneCustomMetadata();
        return new CacheItem(item.ItemSpec,
            [.. values.Keys.Cast<string>().Order(StringComparer.Ordinal)
                .Select(key => KeyValuePair.Create(key, (string)values[key]!))]);
    })];

    /// <summary>
    /// The images of referenced projects, from the items that their Build returned and the records that these name.
    /// </summary>
    /// <exception cref="DiagnosticException">IMG6030: several variants of one project.</exception>
    public IReadOnlyList<ParentImage> Parents(ITaskItem[] items) =>
        [.. ParentProjects(items).Select(parent => parent.ReadImage())];

    /// <summary>The referenced projects, from the items that their Build or its preparation returned.</summary>
    /// <exception cref="DiagnosticException">IMG6030: several variants of one project.</exception>
    public IReadOnlyList<ParentProject> ParentProjects(ITaskItem[] items) => [.. OnePerProject(items)
        .Select(item => new ParentProject(
            ProjectOf(item), Split(item.GetMetadata("ImageNames")), item.GetMetadata("ImageRecord")))];

    /// <summary>The images of referenced projects as far as a restore can know them, which comes before the builds.</summary>
    /// <exception cref="DiagnosticException">IMG6030: several variants of one project.</exception>
    public IReadOnlyList<ParentImage> ParentNames(ITaskItem[] items) => [.. OnePerProject(items).Select(item =>
        new ParentImage(ProjectOf(item), Split(item.GetMetadata("Names")), "", "")
        {
            Triggers = ParentTriggers.Read(item.GetMetadata("Dockerfile"), TargetOf(item, item.GetMetadata("Dockerfile"))),
        })];

    /// <summary>The full path of the project that returned an item, as MSBuild notes it.</summary>
    public static string ProjectOf(ITaskItem item) => item.GetMetadata("MSBuildSourceProjectFile");

    /// <summary>The parts of a list in one metadata value.</summary>
    public static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The full path of what the project names, relative to the project.</summary>
    public string FullPath(string path) => Path.GetFullPath(path.Replace('\\', '/'), ProjectDirectory);

    /// <summary>The stage to build: what the project says, else the one that is named like its variant.</summary>
    private static string TargetOf(ITaskItem item, string dockerfile) => item.GetMetadata("TargetStage") is { Length: > 0 } target
        ? target
        : new ImageVariant(item.GetMetadata("VariantStage"), []).FindStage(dockerfile);

    /// <summary>The parents, each once: whoever does not say which variant of a parent it wants gets all of them.</summary>
    /// <exception cref="DiagnosticException">IMG6030: several variants of one project.</exception>
    public ITaskItem[] OnePerProject(ITaskItem[] parents) =>
        parents.GroupBy(ProjectOf)
        .FirstOrDefault(images => images.DistinctBy(image => image.GetMetadata("ImageVariant")).Count() > 1) is { } several
        ? throw ParentVariants.Ambiguous(_projectFile, Path.GetRelativePath(ProjectDirectory, several.Key).Replace('\\', '/'),
            [.. several.Select(image => image.GetMetadata("ImageVariant"))])
        : parents;

    /// <summary>Whether the project file itself has the item, and not a file that it imports.</summary>
    private bool IsOwn(ITaskItem item) => item.GetMetadata("DefiningProjectFullPath") == _projectFile;

    private IEnumerable<NamedDirectory> DotNetOutputs(ITaskItem[] references)
    {
        foreach (var reference in references)
        {
            var name = reference.GetMetadata("ImageContextName").ToLowerInvariant();
            if (Path.GetFileName(name) != name || name is "." or "..")
            {
                Wrong($"ImageContextName of {reference.ItemSpec} is '{name}', which is not a valid name. Use a name without "
                    + "slashes.");
            }
            else yield return new NamedDirectory(name, Path.Combine(ContextsDirectory, name), FullPath(reference.ItemSpec));
        }
    }

    private IEnumerable<NamedDirectory> NamedDirectories(ITaskItem[] items) => items
        .Select(item => (Name: item.ItemSpec.ToLowerInvariant(), Path: FullPath(item.GetMetadata("Path"))))
        .Select(item => new NamedDirectory(item.Name, item.Path, item.Path));

    private string LockFile() =>
        definition.GetMetadata("LockFile") is { Length: > 0 } path ? FullPath(path) : LockFileLocation.Find(ProjectDirectory);

    private List<Platform> Platforms()
    {
        var texts = Split(definition.GetMetadata("Platforms").Replace(',', ';'));
        var wrong = RuntimePlatforms.Check(_projectFile, Split(definition.GetMetadata("Runtimes")),
            Split(definition.GetMetadata("RuntimePlatforms")), texts).ToList();
        _diagnostics.AddRange(wrong);
        var platforms = new List<Platform>();
        foreach (var text in wrong.Count > 0 ? [] : texts)
        {
            if (!Platform.TryParse(text, out var platform, out var error)) Wrong($"ImagePlatforms has '{text}': {error}");
            else if (PlatformNames.FindUnknown(platform) is { } unknown)
            {
                Wrong($"ImagePlatforms has '{text}': {unknown} Write the names that registries use, such as linux/amd64 or "
                    + "linux/arm64.");
            }
            else platforms.Add(platform);
        }

        return platforms;
    }

    private Dictionary<string, string> Values(ITaskItem[]? items, string itemType)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items ?? [])
        {
            if (item.ItemSpec.StartsWith('-') || item.ItemSpec.Contains('=', StringComparison.Ordinal))
            {
                Wrong($"{itemType} '{item.ItemSpec.Split('=')[0]}': the Include is not a valid name. Write <{itemType} "
                    + "Include=\"NAME\" Value=\"…\" />.");
            }
            else
            {
                values[item.ItemSpec] = item.GetMetadata("Value");
            }
        }

        return values;
    }

    private string OneOf(string metadata, string property, params string[] values)
    {
        var value = definition.GetMetadata(metadata).ToLowerInvariant();
        if (!values.Contains(value))
            Wrong($"{property} is '{value}'. Use one of {string.Join(", ", values.Where(v => v.Length > 0))}.");
        return value;
    }

    private int Count(string metadata, string property)
    {
        var value = definition.GetMetadata(metadata);
        if (value.Length == 0) return 0;

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            Wrong($"{property} is '{value}'. Use a number from 1.");
        return count;
    }

    private string Name(string metadata, string property)
    {
        var value = definition.GetMetadata(metadata);
        if (value.StartsWith('-') || value.Any(char.IsWhiteSpace))
            Wrong($"{property} is '{value}', which is not a valid name. Remove the spaces and the leading dash.");
        return value;
    }

    private void Wrong(string message) => Wrong(DiagnosticDescriptors.InvalidValue, message);

    private void Wrong(DiagnosticDescriptor descriptor, string message) =>
        _diagnostics.Add(descriptor.At(new SourceLocation(_projectFile), message));

    private void ThrowIfWrong()
    {
        if (_diagnostics.Count > 0) throw new DiagnosticException([.. _diagnostics]);
    }
}
