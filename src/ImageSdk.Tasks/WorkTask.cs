using System.Collections.Concurrent;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace ImageSdk.Tasks;

/// <summary>
/// What build and publish share: work for BuildKit, which may have been begun in advance (<see cref="OtherImages"/>).
/// </summary>
public abstract class WorkTask : BuildTask
{
    /// <summary>The target that is asked of projects: <c>Build</c>, <c>Rebuild</c> or <c>Publish</c>.</summary>
    public string RequestTarget { get; set; } = "Build";

    /// <summary>
    /// Whether only to begin what the same task without this waits for. Says nothing of what is wrong: that task does.
    /// </summary>
    public bool Begin { get; set; }

    /// <summary>Diagnostics of work that is only begun, for the task that takes it over.</summary>
    private ConcurrentQueue<Diagnostic> Diagnostics { get; } = new();

    /// <summary>How far the images are with this work.</summary>
    private protected abstract WorkProgress Progress { get; }

    /// <inheritdoc />
    protected sealed override void Run(CancellationToken cancellationToken)
    {
        try
        {
            Work(cancellationToken);
            if (HasOneNode && !Begin) Progress.Finish(Key);
        }
        catch (Exception e) when (Begin && e is DiagnosticException or IOException or UnauthorizedAccessException)
        {
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
        }
    }

    /// <summary>The task's work.</summary>
    private protected abstract void Work(CancellationToken cancellationToken);

    /// <summary>Says what there is to say while BuildKit works, which can be longer than this task runs.</summary>
    private protected Action<Action<TaskLog>> Say => Begin ? OtherImages.Messages.Say : message => message(Log);

    /// <summary>Reports what BuildKit has to say, likewise.</summary>
    private protected void ReportOfWork(Diagnostic diagnostic)
    {
        if (Begin) Diagnostics.Enqueue(diagnostic);
        else Report(diagnostic);
    }

    /// <summary>
    /// The result of what was begun for this image in advance; null when there is nothing, or it is not what this task would do.
    /// </summary>
    /// <param name="plan">What this task would do.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private protected T? TakeBegun<T>(ImagePlan plan, CancellationToken cancellationToken)
        where T : class
    {
        if (!HasOneNode || Begin) return null;

        Progress.Meet(Key);
        if (Progress.Take(Key) is not { } begun) return null;

        if (!begun.Is(plan.GetHash(), Session))
        {
            begun.Stop();
            return null;
        }

        RunBesideOthers(() => begun.Work, cancellationToken);
        if (!begun.CanBeTaken) return null;

        foreach (var diagnostic in begun.Diagnostics) Report(diagnostic);
        return Wait((Task<T>)begun.Work);
    }

    /// <summary>Does the work while others are begun; or only begins it and returns null.</summary>
    /// <param name="plan">What is done.</param>
    /// <param name="definition">The image.</param>
    /// <param name="work">Starts the work.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private protected T? Do<T>(ImagePlan plan, ImageDefinition definition, Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
        where T : class
    {
        ClaimTags(definition, plan.Tags, cancellationToken);
        if (Begin)
        {
            var cancellation = CancellationTokenSource.CreateLinkedTokenSource(OtherImages.Interrupted);
            var begun = RunInSlot(definition, () => work(cancellation.Token), cancellation.Token);
            Progress.Begin(Key, new BegunWork(plan.GetHash(), Session, begun, cancellation) { Diagnostics = Diagnostics });
            return null;
        }

        return Wait((Task<T>)RunBesideOthers(() => RunInSlot(definition, () => work(cancellationToken), cancellationToken),
            cancellationToken));
    }

    /// <summary>Stops before this image takes a tag from the image of another project.</summary>
    /// <exception cref="DiagnosticException">IMG2017.</exception>
    private void ClaimTags(ImageDefinition definition, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Tag, TagOwner Owner)> taken;
        try
        {
            taken = new TagOwners(SourceTree.RootOf(definition))
                .Claim(new TagOwner(definition.ProjectFile, definition.Variant.Name), tags, StillHas, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            // A build needs no record of the tags of others.
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
            return;
        }

        if (taken.Count > 0) throw new DiagnosticException([.. taken.Select(tag => Taken(definition, tag.Tag, tag.Owner))]);

        bool StillHas(TagOwner owner, string tag) => OtherProjects.Of(owner.ProjectFile, GlobalProperties)
            .Any(image =>
                image.Variant == owner.Variant
                && image.Tags.Any(name => ImageReference.TryParse(name, out var reference, out _) && reference.Familiar == tag));
    }

    /// <summary>What a command line may set, and then sets in every project.</summary>
    private static readonly string[] NameProperties =
    [
        "ContainerRepository", "ContainerRegistry", "ContainerImageTags", "ContainerImageTag",
    ];

    private Diagnostic Taken(ImageDefinition definition, string tag, TagOwner owner)
    {
        var other = Path.GetRelativePath(Path.GetDirectoryName(definition.ProjectFile)!, owner.ProjectFile).Replace('\\', '/');
        var (own, others) = (LockUser.Of(Path.GetFileName(definition.ProjectFile), definition.Variant.Name),
            LockUser.Of(other, owner.Variant));
        var message = CommonProperty(definition, tag, owner) is { } common
            ? $"{own} and {others} both build '{tag}', because -p:{common.Key}={common.Value} overrides {common.Key} in every "
            + "project. "
              + $"Leave the option out, and write <{common.Key}>{common.Value}</{common.Key}> into the project that it is for."
            : $"{own} and {others} both build '{tag}', so each would replace the image of the other. Set another "
            + "ContainerRepository or ContainerImageTags in one of them.";
        return DiagnosticDescriptors.TagTaken.At(new SourceLocation(definition.ProjectFile), message);
    }

    /// <summary>
    /// The global property without which the two projects would have different tags; null if none is to blame alone.
    /// </summary>
    private KeyValuePair<string, string>? CommonProperty(ImageDefinition definition, string tag, TagOwner owner)
    {
        foreach (var property in GlobalProperties.Where(property =>
            NameProperties.Contains(property.Key, StringComparer.OrdinalIgnoreCase)))
        {
            // A collection of its own: the shared one knows the projects with the property.
            using var projects = new OtherProjects();
            var others = GlobalProperties.Where(other => other.Key != property.Key).ToDictionary();
            if (!TagsOf(projects, new TagOwner(definition.ProjectFile, definition.Variant.Name))
                .Intersect(TagsOf(projects, owner)).Any())
            {
                return property;
            }

            IEnumerable<string> TagsOf(OtherProjects all, TagOwner image) =>
                all.Of(image.ProjectFile, others).Where(one => one.Variant == image.Variant).SelectMany(one => one.Tags);
        }

        return null;
    }

    /// <summary>
    /// Starts work and waits for its end, good or bad, without keeping others from it: by giving the node to other projects, or
    /// where that is no use, since it is the only one, by beginning them.
    /// </summary>
    private Task RunBesideOthers(Func<Task> start, CancellationToken cancellationToken)
    {
        Task? work = null;
        if (!HasOneNode)
        {
            WaitYielding(work = start());
            return work;
        }

        using var interruption = cancellationToken.Register(OtherImages.Interrupt);
        try
        {
            OtherImages.BeginBeside((IBuildEngine6)BuildEngine, Log, Key, () => work = start(), RequestTarget, Session, CanBuild);
        }
        finally
        {
            // Whatever happens there, what was started is not left alone.
            if (work is IAsyncResult started) started.AsyncWaitHandle.WaitOne();
        }

        return work!;

        // Where one node was chosen, the whole solution is built, and it is its own fault if a project cannot be evaluated.
        bool CanBuild(string path) =>
            Shared<NodeUse>().IsOne ? File.Exists(path) : OtherProjects.Of(path, GlobalProperties).Count > 0;
    }
}
