namespace ImageSdk.Engine.Builds;

/// <summary>How many builds one node has in flight: an engine on a small machine is slower with all of them at once.</summary>
/// <param name="count">The most.</param>
internal sealed class BuildSlots(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    /// <summary>Waits for a free slot; dispose what it returns to leave it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Slot(_free);
    }

    /// <summary>Waits until a slot is free, or one of some tasks has ended.</summary>
    /// <returns>Whether a slot is free and the tasks all go on.</returns>
    public bool WaitForFree(IReadOnlyCollection<Task> tasks)
    {
        WaitHandle.WaitAny([.. tasks.Select(task => ((IAsyncResult)task).AsyncWaitHandle), _free.AvailableWaitHandle]);
        return !tasks.Any(task => task.IsCompleted);
    }

    /// <inheritdoc />
    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
