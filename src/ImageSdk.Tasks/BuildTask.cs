using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Git;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>What plan, build and publish share: the items that make an image.</summary>
public abstract class BuildTask : ImageTask
{
    /// <summary>The image that the project declares.</summary>
    [Required]
    public ITaskItem Definition { get; set; } = null!;

    /// <summary>The tags with registry and repository.</summary>
    public ITaskItem[] Tags { get; set; } = [];

    /// <summary>ImageBuildArg.</summary>
    public ITaskItem[] BuildArguments { get; set; } = [];

    /// <summary>ContainerLabel.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>ImageSecret.</summary>
    public ITaskItem[] Secrets { get; set; } = [];

    /// <summary>What the Build of referenced image projects returned.</summary>
    public ITaskItem[] Parents { get; set; } = [];

    /// <summary>ImageNamedContext.</summary>
    public ITaskItem[] NamedContexts { get; set; } = [];

    /// <summary>The referenced .NET projects.</summary>
    public ITaskItem[] DotNetReferences { get; set; } = [];

    /// <summary>What they publish; nothing where nothing is built, and then what they published last counts.</summary>
    public ITaskItem[] PublishedFiles { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Definition.GetMetadata("FullPath");

    /// <summary>The reader of this project's items.</summary>
    private protected ItemReader Items => new(Definition);

    /// <summary>The declared image, with the publish output of .NET projects laid out as named contexts.</summary>
    private protected ImageDefinition ReadDefinition()
    {
        var definition = Items.Definition(Tags, BuildArguments, Labels, Secrets, DotNetReferences, NamedContexts);
        PublishedFileContexts.Lay(Items.ContextsDirectory, PublishedFiles);
        var source = definition.Source.Length > 0
            ? GitRepository.WebAddress(definition.Source)
            : GitRepository.Find(Path.GetDirectoryName(definition.ProjectFile)!)?.GetSource() ?? "";
        return BuildxEnvironment.ApplyTo(definition, Session.Environment.Find) with
        {
            Source = source,
            Builder = Session.FindBuilder(definition.Builder),
        };
    }

    /// <summary>The plan for some platforms.</summary>
    private protected ImagePlan MakePlan(
        ImageDefinition definition, IReadOnlyList<Platform> platforms, IReadOnlyList<ParentImage> parents,
        CancellationToken cancellationToken,
        Action<Diagnostic>? report = null) =>
        ImagePlanner.Plan(definition, platforms, parents, LockFileStore.ReadOrEmpty(definition.LockFile),
            report ?? Report, cancellationToken);

    /// <summary>Waits for work, and gives the node to other projects meanwhile.</summary>
    private protected T WaitYielding<T>(Task<T> work)
    {
        WaitYielding((Task)work);
        return Wait(work);
    }

    /// <summary>Waits for the end of work, good or bad, and gives the node to other projects meanwhile.</summary>
    private protected void WaitYielding(Task work)
    {
        if (work.IsCompleted) return;

        var engine = (IBuildEngine3)BuildEngine;
        engine.Yield();
        ((IAsyncResult)work).AsyncWaitHandle.WaitOne();
        engine.Reacquire();
    }
}
