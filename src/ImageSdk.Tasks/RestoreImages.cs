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

    /// <summary>ImageExternal.</summary>
    public ITaskItem[] ExternalNames { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Definition.GetMetadata("FullPath");

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var items = new ItemReader(Definition);
        ReportForeignFiles(items);
        var definition = items.Definition(
            buildArguments: BuildArguments, dotNetReferences: DotNetReferences, namedContexts: NamedContexts,
            externalNames: ExternalNames);
        var parents = items.ParentNames(Parents);
        var names = DockerfileNames.Read(definition, definition.Platforms, parents,
            LockFileStore.ReadOrEmpty(definition.LockFile));
        var (otherProjects, properties) = (OtherProjects, GlobalProperties);
        var restore = new ImageRestore(Session)
        {
            LockedMode = items.Is("LockedMode") == true,
            ForceEvaluate = items.Is("ForceEvaluate") == true,
            FindOthers = () => [.. otherProjects.Below(Path.GetDirectoryName(definition.LockFile)!, properties)
                .Where(other =>
                    other.ProjectFile != definition.ProjectFile
                    && !parents.Any(parent => parent.ProjectFile == other.ProjectFile))],
        };
        var resolved = Wait(restore.RunAsync(definition, names, cancellationToken));
        foreach (var change in resolved) Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name}: {change}");
        if (definition.OwnExternalNames.Count > 0)
        {
            // What triggers of an image name is known when that image is locked.
            var restored = names.With(LockFileStore.ReadOrEmpty(definition.LockFile));
            foreach (var unused in UnusedExternals.Find(definition, restored)) Report(unused);
        }

        if (resolved.Count == 0) return;

        foreach (var project in otherProjects.TakeUnreadable())
        {
            Log.LogMessage(MessageImportance.High, "{0}",
                $"{definition.Name}: {project} cannot be evaluated, so restore does not know whether it builds an image that "
                + "was just locked. "
                + "Correct that project, then run 'dotnet restore --force-evaluate'.");
        }
    }
}
