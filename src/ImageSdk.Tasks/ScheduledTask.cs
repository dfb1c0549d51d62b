using System.Runtime.ExceptionServices;
using System.Xml.Linq;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Scheduling;
using ImageSdk.Records;
using ImageSdk.Scheduling;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ImageSdk.Tasks;

/// <summary>
/// What <see cref="BuildImage"/> and <see cref="PublishImage"/> share: they start the work on an image, which
/// <see cref="ImageScheduler"/> does, and report it. They also prepare that work, so that the task of another project can start
/// it earlier.
/// </summary>
public abstract class ScheduledTask : BuildTask
{
    /// <summary>
    /// <c>Prepare</c> notes what would be done, so that another task can start it, and reports nothing. <c>Start</c> starts the
    /// work and reports an image that is up to date, or cannot be built. <c>Finish</c> waits for the work and reports it.
    /// </summary>
    [Required]
    public string Phase { get; set; } = "";

    /// <summary>
    /// What became of the image: an <see cref="ImageState"/>; empty while it is being built. MSBuild reads it also of a task that
    /// failed.
    /// </summary>
    [Output]
    public string State { get; set; } = nameof(ImageState.Failed);

    /// <summary>
    /// The other image projects of the solution, if they have to be prepared now because this image has to be built.
    /// </summary>
    [Output]
    public ITaskItem[] Others { get; set; } = [];

    /// <summary>
    /// How many nodes MSBuild may use (<c>-m</c>); 0 where it knows the whole graph and takes no further requests.
    /// </summary>
    public int NodeCount { get; set; }

    /// <summary>What tells this image apart from those of other projects and variants.</summary>
    private protected string Key =>
        field ??= ProjectFile + ProjectKey.Suffix(GlobalProperties.GetValueOrDefault(ProjectKey.InnerVariant, ""));

    /// <summary>What does the work.</summary>
    private ImageScheduler Scheduler =>
        field ??= ScheduledImages.SchedulerOf(GetType(), Slots(Items.MaxParallelBuilds, NodeCount));

    /// <summary>The keys of the images that projects returned.</summary>
    private protected IReadOnlyList<string> KeysOf(ITaskItem[] images) =>
        [.. Items.OnePerProject(images).Select(image => image.GetMetadata("ImageKey"))];

    /// <inheritdoc />
    protected sealed override void Run(CancellationToken cancellationToken)
    {
        if (Phase == "Prepare")
        {
            Prepare();
            return;
        }

        using var interruption = cancellationToken.Register(ScheduledImages.Cancel);
        using var messages = ScheduledImages.Messages.Attach(Log);
        if (Phase == "Start") Start(cancellationToken);
        else Finish(cancellationToken);
    }

    /// <summary>Reads the items of the project.</summary>
    /// <param name="isHeld">Whether targets of the project have to run before; null for the task of the project itself.</param>
    private protected abstract ImageJob ReadJob(Func<bool>? isHeld);

    /// <summary>The target that runs this task. Targets that users hook before it must run before the work.</summary>
    private protected abstract string OwnTarget { get; }

    /// <summary>Makes the plan of a job.</summary>
    private protected abstract void MakePlan(ImageJob job, Action<Diagnostic> report, CancellationToken cancellationToken);

    /// <summary>Logs a job that is completed.</summary>
    private protected abstract void LogResult(ImageJob job);

    private void Prepare()
    {
        try
        {
            ScheduledImages.Prepare(GetType(), ReadJob(IsHeld()));
        }
        catch (Exception e) when (e is DiagnosticException or IOException or UnauthorizedAccessException)
        {
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
        }
    }

    private Func<bool> IsHeld()
    {
        var (project, projects, properties, target) = (ProjectFile, OtherProjects, GlobalProperties, OwnTarget);
        return () => projects.HasHooksBefore(project, properties, target);
    }

    private void Start(CancellationToken cancellationToken)
    {
        ReportForeignFiles(Items);
        StartOrTake(ReadJob(isHeld: null), cancellationToken);
        if (Scheduler.WhenSettledAsync(Key).IsCompleted)
        {
            Finish(cancellationToken);
            return;
        }

        State = "";
        Others = OthersOfSolution();
    }

    private void Finish(CancellationToken cancellationToken)
    {
        WaitYielding(Scheduler.WhenSettledAsync(Key));
        cancellationToken.ThrowIfCancellationRequested();
        var job = Scheduler.Find(Key)!;
        foreach (var warning in job.Warnings) Report(warning);
        if (job.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);

        State = job.State.ToString();
        LogResult(job);
    }

    /// <summary>
    /// Starts the job, unless the same work was started for this image before. Targets of the project may have run since then and
    /// have changed the image: then that work is interrupted.
    /// </summary>
    private void StartOrTake(ImageJob job, CancellationToken cancellationToken)
    {
        MakePlan(job, Report, cancellationToken);
        if (Scheduler.Find(Key) is { } started)
        {
            Scheduler.WhenCheckedAsync(Key).Wait(cancellationToken);
            var isSame = started.Session == Session && started.Plan?.GetHash() == job.Plan!.GetHash();
            if (isSame && (started.IsFinal || !Scheduler.WhenSettledAsync(Key).IsCompleted)) return;

            Scheduler.Cancel(Key);
            Scheduler.WhenSettledAsync(Key).Wait(CancellationToken.None);
        }

        Scheduler.Start([job]);
        Scheduler.WhenCheckedAsync(Key).Wait(cancellationToken);
    }

    /// <summary>
    /// The first image of a solution that has to be built has the others prepared, so that they can be built at the same time.
    /// They are those of the same configuration, if the solution has no order of its own. Several nodes build them at the same
    /// time anyway, and while one of them waits for this image it cannot be prepared.
    /// </summary>
    private TaskItem[] OthersOfSolution()
    {
        var properties = GlobalProperties;
        if (!HasOneNode(NodeCount)
            || !properties.TryGetValue("CurrentSolutionConfigurationContents", out var contents))
            return [];
        if (!Shared<SolutionBuild>().IsWhole && !SolutionRequest.IsForAllProjects(Environment.GetCommandLineArgs())) return [];
        if (!ScheduledImages.IsFirst(GetType().Name + contents)) return [];

        var solution = XElement.Parse(contents);
        if (solution.Descendants("ProjectDependency").Any()) return [];

        var configuration = $"{properties.GetValueOrDefault("Configuration")}|{properties.GetValueOrDefault("Platform")}";
        return
        [
            .. solution.Elements("ProjectConfiguration")
                .Where(project => project.Value == configuration
                    && (string?)project.Attribute("BuildProjectInSolution") != "False")
                .Select(project => (string?)project.Attribute("AbsolutePath")).OfType<string>()
                .Where(path => path.EndsWith(".imageproj", StringComparison.OrdinalIgnoreCase)
                    && path != ProjectFile && File.Exists(path))
                .Select(path => new TaskItem(path)),
        ];
    }

    /// <summary>
    /// Stops an image before it takes a tag from the image of another project. Can be used after this task has ended.
    /// </summary>
    private protected TagClaim TagClaim => new(OtherProjects, GlobalProperties);
}
