using ImageSdk.Diagnostics;
using ImageSdk.Engine;
using ImageSdk.Engine.Scheduling;
using ImageSdk.Generation;
using ImageSdk.Storage;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// What all tasks share: diagnostics become MSBuild's errors and warnings at their place, Ctrl+C cancels, and the
/// <see cref="EngineSession"/> is one for the whole build. With <c>-mt</c> tasks run at once, on the threads of one process.
/// </summary>
public abstract partial class ImageTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private static readonly Lock Sharing = new();
    private readonly CancellationTokenSource _cancellation = new();
    private EngineSession? _session;

    /// <summary>Where all messages go, in place of MSBuild's own.</summary>
    private protected new TaskLog Log => field ??= new(base.Log);

    /// <summary>The file that messages without a place of their own point to: the project.</summary>
    protected abstract string ProjectFile { get; }

    /// <summary>What the images of this build that have the same environment know of the outside, in this process.</summary>
    protected EngineSession Session => _session ??= OpenSession();

    /// <summary>The images that are built together: those with the same configuration.</summary>
    private protected ScheduledImages ScheduledImages => field ??= Shared<ScheduledImages>(ConfigurationKey);

    /// <summary>The projects that nobody asked this build for.</summary>
    private protected OtherProjects OtherProjects => Shared<OtherProjects>(ConfigurationKey);

    /// <summary>The global properties of the project.</summary>
    private protected IReadOnlyDictionary<string, string> GlobalProperties =>
        field ??= ((IBuildEngine6)BuildEngine).GetGlobalProperties();

    /// <summary>Tells apart what projects say under different configurations.</summary>
    private protected string ConfigurationKey
    {
        get
        {
            var properties = GlobalProperties;
            return $" {properties.GetValueOrDefault("Configuration")}|{properties.GetValueOrDefault("Platform")}";
        }
    }

    /// <summary>How many images this process builds at once.</summary>
    /// <param name="limit">The most images at once in all processes; 0 for what suits the machine.</param>
    /// <param name="nodeCount">How many nodes MSBuild may use (<c>-m</c>).</param>
    private protected int Slots(int limit, int nodeCount)
    {
        if (limit == 0) return ImageScheduler.DefaultSlots;

        // Each process has its share.
        return IsMultiThreaded || nodeCount == 0 || HasOneNode(nodeCount) ? limit : Math.Max(1, limit / nodeCount);
    }

    /// <summary>Whether MSBuild works on one project at a time.</summary>
    /// <param name="nodeCount">
    /// How many nodes MSBuild may use (<c>-m</c>); 0 where it knows the whole graph and takes no further requests.
    /// </param>
    private protected bool HasOneNode(int nodeCount) => nodeCount == 1 || (nodeCount > 1 && Shared<SolutionBuild>().HasOneNode);

    /// <summary>The one of its type in this build, in this process.</summary>
    /// <param name="variant">Tells several of a type apart.</param>
    private protected T Shared<T>(string variant = "")
        where T : class, new()
    {
        var engine = (IBuildEngine4)BuildEngine;
        var key = typeof(T).FullName + variant;
        lock (Sharing)
        {
            if (engine.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is T known) return known;

            var made = new T();
            engine.RegisterTaskObject(key, made, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            return made;
        }
    }

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            Run(_cancellation.Token);
        }
        catch (DiagnosticException e)
        {
            foreach (var diagnostic in e.Diagnostics) Report(diagnostic);
        }
        catch (UnusableFileException e)
        {
            Report(DiagnosticDescriptors.FileUnavailable.At(new SourceLocation(e.Path), e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The messages of .NET name the file and the reason.
            Report(DiagnosticDescriptors.FileUnavailable.At(SourceLocation.None,
                $"A file cannot be read or written: {e.Message.TrimEnd('.')}. "
                + "Look at the rights there, at the room on the disk, "
                + "and whether a directory is in the place of the file; then build again."));
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }

        finally
        {
            _session?.Environment.Pending.Remove(LogPending);
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc />
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc />
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The task's work. Throws <see cref="DiagnosticException"/> for what the user has to mend.</summary>
    protected abstract void Run(CancellationToken cancellationToken);

    /// <summary>Warns of files above the repository that another user put there, once a build.</summary>
    private protected void ReportForeignFiles(ItemReader items)
    {
        foreach (var file in items.FilesFromAbove.Where(file => FileOwner.IsForeign(file, ProjectFile)))
        {
            if (!Shared<ForeignFiles>().IsNew(file)) continue;

            Report(DiagnosticDescriptors.FileOfAnotherUser.At(new SourceLocation(file),
                $"'{file}' is above the repository and belongs to another user, who decides by it what your build does. "
                + "Remove the file, or put one of that name into the repository: the nearest one counts."));
        }
    }

    /// <summary>Logs a diagnostic with its code, place and help.</summary>
    protected void Report(Diagnostic diagnostic) => Report(diagnostic, MessageImportance.Normal);

    /// <summary>Logs a diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="importance">Of one that is neither error nor warning.</param>
    private protected void Report(Diagnostic diagnostic, MessageImportance importance)
    {
        var location = GeneratedFiles.Origin(diagnostic.Location);
        Log.Report(diagnostic, location.File.Length == 0 ? location with { File = ProjectFile } : location, importance);
    }

    private EngineSession OpenSession()
    {
        var session = Shared<EngineSessions>().For(new BuildEnvironment(Variables, Path.GetDirectoryName(ProjectFile)!));
        session.Environment.Pending.Add(LogPending);
        return session;
    }

    private void LogPending(string message) => Log.LogMessage(MessageImportance.High, "{0}", message);

    /// <summary>
    /// Waits. A task stays on the thread that MSBuild gave it, which it must be on to yield and to ask MSBuild.
    /// </summary>
    protected static T Wait<T>(Task<T> work) => work.GetAwaiter().GetResult();
}
