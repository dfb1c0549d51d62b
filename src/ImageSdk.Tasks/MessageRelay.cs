namespace ImageSdk.Tasks;

/// <summary>
/// Brings the progress of images into the log of a task that waits for one of them: MSBuild takes messages of a task only while
/// the task runs. Messages are kept while no task waits.
/// </summary>
internal sealed class MessageRelay
{
    private readonly Lock _lock = new();
    private readonly Queue<Action<TaskLog>> _kept = new();
    private readonly List<TaskLog> _logs = [];

    /// <summary>Logs a message, now or later.</summary>
    public void Say(Action<TaskLog> message)
    {
        lock (_lock)
        {
            if (_logs.Count > 0) message(_logs[^1]);
            else _kept.Enqueue(message);
        }
    }

    /// <summary>Sends messages to a log until the result is disposed.</summary>
    public IDisposable Attach(TaskLog log)
    {
        lock (_lock)
        {
            _logs.Add(log);
            while (_kept.TryDequeue(out var message)) message(log);
        }

        return new Attachment(this, log);
    }

    private sealed class Attachment(MessageRelay relay, TaskLog log) : IDisposable
    {
        public void Dispose()
        {
            lock (relay._lock) relay._logs.Remove(log);
        }
    }
}
