namespace ImageSdk.Tasks;

/// <summary>
/// Brings what there is to say of work that was begun beside another into the log of the task that waits: MSBuild takes messages
/// of a task only while this runs. What is said while none waits is kept for the next one.
/// </summary>
internal sealed class MessageRelay
{
    private readonly Lock _lock = new();
    private readonly Queue<Action<TaskLog>> _kept = new();
    private TaskLog? _log;

    /// <summary>Says something, now or later.</summary>
    public void Say(Action<TaskLog> message)
    {
        lock (_lock)
        {
            if (_log is { } log) message(log);
            else _kept.Enqueue(message);
        }
    }

    /// <summary>Sets where messages go from now on; null for nowhere yet.</summary>
    /// <returns>Where they went before.</returns>
    public TaskLog? Attach(TaskLog? log)
    {
        lock (_lock)
        {
            var before = _log;
            _log = log;
            while (log is not null && _kept.TryDequeue(out var message)) message(log);
            return before;
        }
    }
}
