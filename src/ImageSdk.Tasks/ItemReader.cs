using System.Buffers;
using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.Records;
using ImageSdk.References;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Reads the items of the targets into values of the domain, and says at the project file what is wrong with them.</summary>
internal sealed class ItemReader(ITaskItem definition)
{
    /// <summary>What names of variables consist of; with the brackets that Windows has in some.</summary>
    private static readonly SearchValues<char> VariableName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_()");

    private readonly string _projectFile = definition.GetMetadata("FullPath");
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>The directory that relative paths start from.</summary>
    private string ProjectDirectory => Path.GetDirectoryName(_projectFile)!;

    /// <summary>The image that the project declares.</summary>
    /// <exception cref="DiagnosticException">All that is wrong: IMG0006, IMG0007.</exception>
    public ImageDefinition Definition(
        ITaskItem[]? tags = null, ITaskItem[]? buildArguments = null, ITaskItem[]? labels = null, ITaskItem[]? secrets = null,
        IReadOnlyDictionary<string, string>? directories = null)
    {
        var dockerfile = FullPath(definition.GetMetadata("Dockerfile"));
        if (!File.Exists(dockerfile))
        {
            Wrong(DiagnosticDescriptors.DockerfileMissing, $"There is no {dockerfile}. Write one, or set ImageDockerfile to the one that there is.");
        }

        var context = FullPath(definition.GetMetadata("Context"));
        if (!Directory.Exists(context)) Wrong($"ImageContext is {context}, which is no directory.");

        var image = new ImageDefinition
        {
            Name = definition.GetMetadata("Name"),
            ProjectFile = _projectFile,
            Dockerfile = dockerfile,
            ContextDirectory = context,
            Target = definition.GetMetadata("TargetStage"),
            Platforms = Platforms(),
            Tags = tags is null ? [] : TagItems.Read(definition, tags, Wrong),
            BuildArguments = Values(buildArguments, "ImageBuildArg"),
            OwnBuildArguments = (buildArguments ?? []).Where(a => a.GetMetadata("DefiningProjectFullPath") == _projectFile)
                .Select(a => a.ItemSpec).ToHashSet(StringComparer.Ordinal),
            Labels = Values(labels, "ContainerLabel"),
            Secrets = [.. (secrets ?? []).Select(Secret).OfType<ImageSecret>()],
            Directories = directories ?? new Dictionary<string, string>(),
            Network = OneOf("Network", "ImageNetwork", "", "default", "none", "host"),
            Compression = OneOf("Compression", "ImageCompression", "", "uncompressed", "gzip", "estargz", "zstd"),
            Builder = Name("Builder", "ImageBuilder"),
            Version = definition.GetMetadata("Version"),
            Source = definition.GetMetadata("RepositoryUrl"),
            LockFile = LockFile(),
            ContextCacheFile = Path.Combine(definition.GetMetadata("IntermediateDirectory"), "context.cache"),
        };

        ThrowIfWrong();
        return image;
    }

    /// <summary>The caches of the items, checked; without items those that <c>ImageCache</c> stands for.</summary>
    /// <param name="items">ImageCacheFrom or ImageCacheTo.</param>
    /// <param name="itemType">Its name, for messages.</param>
    /// <param name="preset">What the presets <c>registry</c> and <c>inline</c> stand for here, or null for nothing.</param>
    /// <exception cref="DiagnosticException">IMG0008.</exception>
    public IReadOnlyList<string> Caches(ITaskItem[]? items, string itemType, Func<string, string?> preset)
    {
        var options = new List<string>();
        foreach (var item in items ?? [])
        {
            var values = item.CloneCustomMetadata();
            var metadata = values.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => KeyValuePair.Create(key, (string)values[key]!));
            if (!CacheOption.TryCreate(item.ItemSpec, metadata, ProjectDirectory, out var option, out var error))
            {
                Wrong(DiagnosticDescriptors.InvalidCache, $"{itemType}{(item.ItemSpec.Contains('=', StringComparison.Ordinal) ? "" : $" '{item.ItemSpec}'")}: {error}");
            }
            else if (!options.Contains(option))
            {
                options.Add(option);
            }
        }

        var cache = definition.GetMetadata("Cache");
        if (cache is not ("registry" or "inline" or "none"))
        {
            Wrong(DiagnosticDescriptors.InvalidCache, $"ImageCache is '{cache}'. Use registry, inline or none, and ImageCacheFrom and ImageCacheTo for anything else.");
        }
        else if (options.Count == 0 && preset(cache) is { } standard)
        {
            options.Add(standard);
        }

        ThrowIfWrong();
        return options;
    }

    /// <summary>The images of referenced projects, from the items that their Build returned and the records that these name.</summary>
    public static IReadOnlyList<ParentImage> Parents(ITaskItem[]? items) => [.. (items ?? []).Select(item =>
    {
        var record = RecordFile.TryReadImage(item.GetMetadata("ImageRecord"));
        return new ParentImage(item.GetMetadata("ImageName"), Split(item.GetMetadata("ImageNames")),
            record?.Reference ?? "", record?.Digest ?? "") { Layout = record?.Layout ?? "" };
    })];

    /// <summary>The images of referenced projects as far as their names go; enough for a restore.</summary>
    public static IReadOnlyList<ParentImage> ParentNames(ITaskItem[]? items) => [.. (items ?? []).Select(item =>
        new ParentImage(Path.GetFileNameWithoutExtension(item.ItemSpec), Split(item.GetMetadata("Names")), "", ""))];

    /// <summary>The parts of a list in one metadata value.</summary>
    public static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The full path of what the project names, relative to the project.</summary>
    public string FullPath(string path) => Path.GetFullPath(path.Replace('\\', '/'), ProjectDirectory);

    private string LockFile() => definition.GetMetadata("LockFile") is { Length: > 0 } path ? FullPath(path) : LockFileLocation.Find(ProjectDirectory);

    private List<Platform> Platforms()
    {
        var platforms = new List<Platform>();
        foreach (var text in Split(definition.GetMetadata("Platforms").Replace(',', ';')))
        {
            if (Platform.TryParse(text, out var platform, out var error)) platforms.Add(platform);
            else Wrong($"ImagePlatforms has '{text}': {error}");
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
                Wrong($"{itemType} '{item.ItemSpec.Split('=')[0]}': that is no name. Write <{itemType} Include=\"NAME\" Value=\"…\" />.");
            }
            else
            {
                values[item.ItemSpec] = item.GetMetadata("Value");
            }
        }

        return values;
    }

    private ImageSecret? Secret(ITaskItem item)
    {
        var (variable, file) = (item.GetMetadata("Environment"), item.GetMetadata("File"));
        var end = item.ItemSpec.AsSpan().IndexOfAny(",=\"");
        if (end >= 0 || item.ItemSpec.StartsWith('-'))
        {
            // What follows may be the secret itself.
            Wrong($"ImageSecret '{(end >= 0 ? item.ItemSpec[..end] : item.ItemSpec)}': that is no identifier of a secret. "
                + "Write <ImageSecret Include=\"ID\" Environment=\"VARIABLE\" />.");
        }
        else if (variable.AsSpan().IndexOfAnyExcept(VariableName) >= 0)
        {
            Wrong($"ImageSecret '{item.ItemSpec}': Environment is no name of a variable. Give the name of the variable that holds the secret, not the secret.");
        }
        else if ((variable.Length == 0) == (file.Length == 0))
        {
            Wrong($"ImageSecret '{item.ItemSpec}' needs either Environment, the name of a variable, or File, a path.");
        }
        else
        {
            return new ImageSecret(item.ItemSpec, variable.Length > 0 ? variable : null, file.Length > 0 ? FullPath(file) : null);
        }

        return null;
    }

    private string OneOf(string metadata, string property, params string[] values)
    {
        var value = definition.GetMetadata(metadata);
        if (!values.Contains(value)) Wrong($"{property} is '{value}'. Use one of {string.Join(", ", values.Where(v => v.Length > 0))}.");
        return value;
    }

    private string Name(string metadata, string property)
    {
        var value = definition.GetMetadata(metadata);
        if (value.StartsWith('-') || value.Any(char.IsWhiteSpace)) Wrong($"{property} is '{value}', which is no name.");
        return value;
    }

    private void Wrong(string message) => Wrong(DiagnosticDescriptors.InvalidValue, message);

    private void Wrong(DiagnosticDescriptor descriptor, string message) => _diagnostics.Add(descriptor.At(new SourceLocation(_projectFile), message));

    private void ThrowIfWrong()
    {
        if (_diagnostics.Count > 0) throw new DiagnosticException([.. _diagnostics]);
    }
}
