using ImageSdk.Records;
using ImageSdk.Scheduling;

namespace ImageSdk.Engine.Scheduling;

/// <summary>
/// Carries out a <see cref="Schedule"/>: checks each image as soon as all images that it is based on are completed, and builds
/// those that are not up to date in a limited number of slots. Jobs can be added at any time, from any thread.
/// </summary>
/// <param name="comparer">Compares keys.</param>
/// <param name="slots">The most builds at once.</param>
/// <param name="report">Takes events, one at a time, on any thread.</param>
public sealed class ImageScheduler(StringComparer comparer, int slots, Action<ScheduleEvent> report) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Lock _reporting = new();
    private readonly Schedule _schedule = new(comparer);
    private readonly Dictionary<string, Entry> _entries = new(comparer);
    private readonly CancellationTokenSource _cancellation = new();
    private int _building;
    private bool _isDisposed;

    /// <summary>The most builds at once on a machine of this size, where the user names no number.</summary>
    public static int DefaultSlots => Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>
    /// Starts jobs, each as soon as its turn comes. A job for an image that is under way is ignored. Jobs that were blocked by an
    /// earlier job for one of these images start again.
    /// </summary>
    /// <exception cref="ArgumentException">An image is based on itself, directly or through others.</exception>
    public void Start(IReadOnlyCollection<ImageJob> jobs)
    {
        lock (_lock)
        {
            var keys = jobs.Select(job => job.Key).ToHashSet(comparer);
            var blocked = _entries.Values.Select(entry => entry.Job)
                .Where(job => _schedule.CauseOf(job.Key) is { } cause && keys.Contains(cause) && !keys.Contains(job.Key));
            var started = jobs.Concat(blocked.ToList())
                .Where(job => !_entries.TryGetValue(job.Key, out var entry) || entry.Settled.Task.IsCompleted).ToList();
            _schedule.Add(started.Select(job => job.Node));
            foreach (var job in started)
            {
                var entry = _entries[job.Key] =
                    new Entry(job, CancellationTokenSource.CreateLinkedTokenSource(_cancellation.Token));
                if (_schedule.CauseOf(job.Key) is { } cause) Block(entry, _entries[cause].Job);
            }

            Advance();
        }
    }

    /// <summary>Starts those jobs whose images no job was started for before.</summary>
    /// <exception cref="ArgumentException">An image is based on itself, directly or through others.</exception>
    public void StartUnknown(IReadOnlyCollection<ImageJob> jobs)
    {
        lock (_lock) Start([.. jobs.Where(job => !_entries.ContainsKey(job.Key))]);
    }

    /// <summary>The last job that was started for an image; null if none was.</summary>
    public ImageJob? Find(string key)
    {
        lock (_lock) return _entries.GetValueOrDefault(key)?.Job;
    }

    /// <summary>
    /// Ends as soon as the last job of an image is known to be up to date, or not to be, or is settled. Never fails.
    /// </summary>
    public Task WhenCheckedAsync(string key)
    {
        lock (_lock) return Task.WhenAny(_entries[key].Checked.Task, _entries[key].Settled.Task);
    }

    /// <summary>
    /// Ends when the last job of an image is completed, failed or blocked. Never fails: the job has the failure.
    /// </summary>
    public Task WhenSettledAsync(string key)
    {
        lock (_lock) return _entries[key].Settled.Task;
    }

    /// <summary>Interrupts the last job of an image. It then fails, unless it is settled already.</summary>
    public void Cancel(string key)
    {
        lock (_lock)
        {
            var entry = _entries[key];
            entry.Cancellation.Cancel();
            // Nothing runs yet that would notice.
            if (_schedule.StateOf(key) == ScheduleState.Waiting) Fail(entry, new OperationCanceledException());
        }
    }

    /// <summary>Interrupts all jobs.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Interrupts all jobs and waits for their end.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        Task[] running;
        lock (_lock)
        {
            _isDisposed = true;
            running = [.. _entries.Values.Select(entry => entry.Running)];
        }

        Task.WaitAll(running);
        _cancellation.Dispose();
    }

    /// <summary>Starts everything that may start. With the lock held.</summary>
    private void Advance()
    {
        if (_isDisposed) return;

        foreach (var key in _schedule.TakeReady())
        {
            var entry = _entries[key];
            entry.Running = Task.Run(() => CheckAsync(entry));
        }

        while (_schedule.TakeNext(slots - _building) is { } key)
        {
            var entry = _entries[key];
            _building++;
            (entry.Position, entry.Count) = (_schedule.SettledCount + _building, _schedule.Count);
            entry.Running = Task.Run(() => RunAsync(entry));
        }
    }

    private async Task CheckAsync(Entry entry)
    {
        try
        {
            if (await entry.Job.CheckAsync(entry.Cancellation.Token).ConfigureAwait(false)) Complete(entry, ImageState.UpToDate);
            else if (entry.Job.IsHeld()) Hold(entry);
            else RequireBuild(entry);
        }
        catch (Exception e)
        {
            Fail(entry, e);
        }
    }

    private async Task RunAsync(Entry entry)
    {
        try
        {
            try
            {
                Report(new ScheduleEvent.Started(entry.Job, entry.Position, entry.Count));
                await entry.Job.RunAsync(
                    step => Report(new ScheduleEvent.Step(entry.Job, step, entry.Position, entry.Count)),
                    entry.Cancellation.Token).ConfigureAwait(false);
            }
            finally
            {
                lock (_lock) _building--;
            }

            Complete(entry, ImageState.Built);
        }
        catch (Exception e)
        {
            Fail(entry, e);
        }
    }

    private void RequireBuild(Entry entry)
    {
        lock (_lock)
        {
            _schedule.RequireBuild(entry.Job.Key);
            entry.Checked.SetResult();
            Advance();
        }
    }

    private void Complete(Entry entry, ImageState state)
    {
        entry.Job.State = state;
        Report(new ScheduleEvent.Completed(entry.Job));
        lock (_lock)
        {
            _schedule.Complete(entry.Job.Key);
            entry.Settled.SetResult();
            Advance();
        }
    }

    private void Fail(Entry entry, Exception failure)
    {
        (entry.Job.State, entry.Job.Failure) = (ImageState.Failed, failure);
        Report(new ScheduleEvent.Failed(entry.Job));
        SettleFailed(entry);
    }

    /// <summary>Leaves an image, and those that are based on it, to a job that is started later.</summary>
    private void Hold(Entry entry) => SettleFailed(entry);

    private void SettleFailed(Entry entry)
    {
        lock (_lock)
        {
            foreach (var blocked in _schedule.Fail(entry.Job.Key)) Block(_entries[blocked], entry.Job);
            entry.Settled.SetResult();
            Advance();
        }
    }

    private void Block(Entry entry, ImageJob cause)
    {
        entry.Settled.SetResult();
        // Otherwise the image may still be built: its parent is held, is tried again, or was interrupted.
        var isLost = cause.IsFinal || (cause.Failure is not (null or OperationCanceledException) && !cause.IsEarly);
        if (isLost) Report(new ScheduleEvent.Blocked(entry.Job, cause));
    }

    private void Report(ScheduleEvent happened)
    {
        lock (_reporting) report(happened);
    }

    private sealed class Entry(ImageJob job, CancellationTokenSource cancellation)
    {
        public ImageJob Job { get; } = job;
        public CancellationTokenSource Cancellation { get; } = cancellation;
        public TaskCompletionSource Checked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Task Running { get; set; } = Task.CompletedTask;
        public int Position { get; set; }
        public int Count { get; set; }
    }
}
