using ImageSdk.Engine.Scheduling;

namespace ImageSdk.Tasks;

/// <summary>
/// The images of one configuration in one <c>dotnet build</c>, in this process. Projects register what they would build; the task
/// that needs images starts them, and the task of each project reports its own image.
/// </summary>
internal sealed class ScheduledImages : IDisposable
{
    private static readonly StringComparer Keys =
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private readonly Lock _lock = new();
    private readonly Dictionary<Type, Dictionary<string, ImageJob>> _prepared = [];
    private readonly Dictionary<Type, ImageScheduler> _schedulers = [];
    private readonly HashSet<string> _solutions = new(StringComparer.Ordinal);

    /// <summary>Brings the progress of images into the log of a task that waits.</summary>
    public MessageRelay Messages { get; } = new();

    /// <summary>Notes what a task would do for an image.</summary>
    public void Prepare(Type task, ImageJob job)
    {
        lock (_lock)
        {
            if (!_prepared.TryGetValue(task, out var jobs)) _prepared.Add(task, jobs = new(Keys));
            jobs[job.Key] = job;
        }
    }

    /// <summary>
    /// The prepared images and those that they are based on. Images that need another one that is not prepared here are left out:
    /// it could not be prepared, or belongs to another node.
    /// </summary>
    public IReadOnlyList<ImageJob> FindPreparedClosure(Type task, IEnumerable<string> keys)
    {
        var found = new Dictionary<string, bool>(Keys);
        var jobs = new List<ImageJob>();
        lock (_lock)
        {
            if (_prepared.TryGetValue(task, out var prepared)) foreach (var key in keys) Add(prepared, key);
        }

        return jobs;

        bool Add(Dictionary<string, ImageJob> prepared, string key)
        {
            if (found.TryGetValue(key, out var isComplete)) return isComplete;

            // In a cycle of references, which MSBuild reports, nothing is complete.
            found[key] = false;
            if (!prepared.TryGetValue(key, out var job)
                || !job.ParentKeys.Select(parent => Add(prepared, parent)).ToList().TrueForAll(added => added))
                return false;

            jobs.Add(job);
            return found[key] = true;
        }
    }

    /// <summary>The scheduler of the images of a kind of tasks.</summary>
    /// <param name="task">The task.</param>
    /// <param name="slots">The most images at once; what the first image says counts.</param>
    public ImageScheduler SchedulerOf(Type task, int slots)
    {
        lock (_lock)
        {
            if (!_schedulers.TryGetValue(task, out var scheduler))
                _schedulers.Add(task, scheduler = new ImageScheduler(Keys, slots, Report));
            return scheduler;
        }
    }

    /// <summary>Whether nobody has asked for the images of a solution yet, in this process.</summary>
    /// <param name="request">The target and the contents of the solution.</param>
    public bool IsFirst(string request)
    {
        lock (_lock) return _solutions.Add(request);
    }

    /// <summary>Interrupts everything.</summary>
    public void Cancel()
    {
        lock (_lock) foreach (var scheduler in _schedulers.Values) scheduler.Cancel();
    }

    /// <summary>Interrupts jobs that no project came for, because something before it failed, and waits for their end.</summary>
    public void Dispose()
    {
        foreach (var scheduler in _schedulers.Values) scheduler.Dispose();
    }

    private void Report(ScheduleEvent happened) => Messages.Say(log => ScheduleLog.Write(log, happened));
}
