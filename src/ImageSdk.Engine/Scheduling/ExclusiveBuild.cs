using ImageSdk.Locking;

namespace ImageSdk.Engine.Scheduling;

/// <summary>
/// Keeps other processes from building the same image at the same time: several nodes of MSBuild, or several <c>dotnet build</c>.
/// They would only do the same work twice.
/// </summary>
internal sealed class ExclusiveBuild : IDisposable
{
    private readonly InterprocessLock? _held;

    private ExclusiveBuild(InterprocessLock? held, bool hasWaited) => (_held, HasWaited) = (held, hasWaited);

    /// <summary>Whether another process held the image at first, and may have built it.</summary>
    public bool HasWaited { get; }

    /// <summary>Waits until no other process holds the image, however long that takes.</summary>
    /// <param name="recordFile">The full path of the image's record, which is one for each image.</param>
    /// <param name="environment">Takes messages while this waits.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<ExclusiveBuild> EnterAsync(
        string recordFile, BuildEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            if (InterprocessLock.TryAcquire(recordFile) is { } free) return new(free, hasWaited: false);

            using var pending = environment.Pending.Begin(
                $"another process that builds {Path.GetFileName(recordFile).Split('.')[0]}");
            while (true)
            {
                await Task.Delay(Random.Shared.Next(20, 100), cancellationToken).ConfigureAwait(false);
                if (InterprocessLock.TryAcquire(recordFile) is { } held) return new(held, hasWaited: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without a directory for locks the image is built all the same, in the worst case twice.
            return new(null, hasWaited: false);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held?.Dispose();
}
