namespace ImageSdk.Engine.Builds;

/// <summary>How many builds one process has in flight: an engine on a small machine is slower with all of them at once.</summary>
/// <param name="count">The most.</param>
internal sealed class BuildSlots(int count)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _used;

    /// <summary>Runs work in a slot, when there is a free one. The slot is free again only after the task has ended.</summary>
    /// <param name="work">Starts the work.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var hasSlot = false;
        var running = RunAsync();
        _ = running.ContinueWith(_ => Leave(), TaskScheduler.Default);
        return running;

        async Task<T> RunAsync()
        {
            while (!(hasSlot = TryEnter(out var left))) await left.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }

        void Leave()
        {
            if (!hasSlot) return;

            TaskCompletionSource left;
            lock (_lock)
            {
                _used--;
                (left, _left) = (_left, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            left.SetResult();
        }
    }

    /// <summary>Whether only one slot is free.</summary>
    public bool HasOneFree
    {
        get
        {
            lock (_lock) return _used == count - 1;
        }
    }

    /// <summary>Waits until a slot is free, or some work has ended.</summary>
    /// <returns>Whether a slot is free and the work goes on.</returns>
    public bool WaitForFree(Task work)
    {
        while (true)
        {
            Task left;
            lock (_lock)
            {
                if (work.IsCompleted) return false;
                if (_used < count) return true;
                left = _left.Task;
            }

            Task.WaitAny(work, left);
        }
    }

    private bool TryEnter(out Task left)
    {
        lock (_lock)
        {
            left = _left.Task;
            if (_used >= count) return false;

            _used++;
            return true;
        }
    }
}
