using ImageSdk.Engine.Locks;
using ImageSdk.Locking;
using ImageSdk.Planning;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Brings every external image of a Dockerfile into the lock.</summary>
[MSBuildMultiThreadableTask]
public sealed class RestoreImages : ImageTask
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

    /// <summary>The images that projects build which are not referenced.</summary>
    public ITaskItem[] Siblings { get; set; } = [];

    /// <summary>
    /// Whether <see cref="Siblings"/> are all that there are. Before a name is looked up they must be; without them, the task does
    /// nothing else then than to say where to look for them.
    /// </summary>
    public bool KnowsSiblings { get; set; }

    /// <summary>Whether the lock may not change.</summary>
    public bool LockedMode { get; set; }

    /// <summary>Whether every image is resolved again.</summary>
    public bool ForceEvaluate { get; set; }

    /// <summary>The directory below which siblings have to be looked for; empty when they do not matter.</summary>
    [Output]
    public string SiblingsDirectory { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Definition.GetMetadata("FullPath");

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var items = new ItemReader(Definition);
        ReportForeignFiles(items);
        var definition = items.Definition(
            buildArguments: BuildArguments, dotNetReferences: DotNetReferences, namedContexts: NamedContexts);
        var lockFile = LockFileStore.Read(definition.LockFile) ?? LockFile.Empty;
        var names = DockerfileNames.Read(definition, definition.Platforms, items.ParentNames(Parents), lockFile);
        if (!KnowsSiblings && (ForceEvaluate ? names.LockKeys : lockFile.Missing(names.LockKeys)).Count > 0)
        {
            SiblingsDirectory = Path.GetDirectoryName(definition.LockFile)!;
            return;
        }

        var restore = new ImageRestore(Session)
        {
            LockedMode = LockedMode,
            ForceEvaluate = ForceEvaluate,
            Siblings = [.. Siblings.Select(s => new SiblingImage(s.GetMetadata("FullPath"), ItemReader.Split(s.GetMetadata("Names"))))],
        };
        var resolved = Wait(restore.RunAsync(definition, names, cancellationToken));
        foreach (var change in resolved) Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name}: {change}");
    }
}
