using ImageSdk.Locking;
using ImageSdk.Planning;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>What the two tasks of a restore share: which images a Dockerfile asks for.</summary>
public abstract class RestoreTask : ImageTask
{
    /// <summary>The image that the project declares.</summary>
    [Required]
    public ITaskItem Definition { get; set; } = null!;

    /// <summary>ImageBuildArg.</summary>
    public ITaskItem[] BuildArguments { get; set; } = [];

    /// <summary>The names of the images that referenced projects build.</summary>
    public ITaskItem[] Parents { get; set; } = [];

    /// <summary>ImageNamedContext.</summary>
    public ITaskItem[] NamedContexts { get; set; } = [];

    /// <summary>The referenced .NET projects.</summary>
    public ITaskItem[] DotNetReferences { get; set; } = [];

    /// <summary>Whether every image is resolved again.</summary>
    public bool ForceEvaluate { get; set; }

    /// <inheritdoc />
    protected override string ProjectFile => Definition.GetMetadata("FullPath");

    /// <summary>The declared image, the images that its Dockerfile asks for, and the lock as it is.</summary>
    private protected (ImageDefinition Definition, DockerfileNames Names, LockFile Lock) Read()
    {
        var definition = new ItemReader(Definition).Definition(
            buildArguments: BuildArguments, dotNetReferences: DotNetReferences, namedContexts: NamedContexts);
        var lockFile = LockFileStore.Read(definition.LockFile) ?? LockFile.Empty;
        return (definition, DockerfileNames.Read(definition, definition.Platforms, ItemReader.ParentNames(Parents), lockFile), lockFile);
    }
}
