namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Interrupts a buildx that waits for a registry which takes connections and never answers: BuildKit has no limit for that. While
/// it waits, the registry is asked
/// whether it answers anything at all, so that a long upload is no reason. A registry that cannot be reached from here is left to
/// BuildKit, which may be elsewhere.
/// </summary>
internal sealed class RegistryWatch : IAsyncDisposable
{
    /// <summary>How often in a row a registry has to be silent.</summary>
    private const int Limit = 3;

    private readonly CancellationTokenSource _interruption = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    /// <summary>Starts to watch.</summary>
    /// <param name="registries">The hosts of the registries that BuildKit waits for at the moment; mostly none.</param>
    /// <param name="isSilent">Whether a registry takes a connection and gives no answer, within a limit of its own.</param>
    /// <param name="onSilent">Called with the host of a silent registry, before the interruption.</param>
    /// <param name="interval">How long to wait before each question.</param>
    public RegistryWatch(Func<IReadOnlyList<string>> registries, Func<string, CancellationToken, Task<bool>> isSilent,
        Action<string> onSilent, TimeSpan interval) =>
        _work = WatchAsync(registries, isSilent, onSilent, interval);

    /// <summary>Is cancelled when a registry is silent.</summary>
    public CancellationToken Interruption => _interruption.Token;

    /// <summary>The host of the silent registry, or null.</summary>
    public string? Silent { get; private set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _interruption.Dispose();
    }

    private async Task WatchAsync(Func<IReadOnlyList<string>> registries, Func<string, CancellationToken, Task<bool>> isSilent,
        Action<string> onSilent, TimeSpan interval)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (Silent is null)
        {
            await Task.Delay(interval, _end.Token).ConfigureAwait(false);
            var current = registries();
            foreach (var registry in counts.Keys.Except(current).ToList()) counts.Remove(registry);
            foreach (var registry in current)
            {
                counts[registry] = await isSilent(registry, _end.Token).ConfigureAwait(false)
                    ? counts.GetValueOrDefault(registry) + 1
                    : 0;
                if (counts[registry] == Limit) Silent = registry;
            }
        }

        onSilent(Silent);
        await _interruption.CancelAsync().ConfigureAwait(false);
    }
}
