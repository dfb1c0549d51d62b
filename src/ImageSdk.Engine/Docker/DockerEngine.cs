using System.Globalization;
using System.Net;
using System.Text.Json;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Records;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// The Docker Engine that the user's docker command talks to, by its HTTP API. Every method throws
/// <see cref="DiagnosticException"/> with IMG0004 when no engine answers. Source: https://docs.docker.com/reference/api/engine/
/// </summary>
/// <param name="endpoint">Where it listens; nothing is sent before the first question.</param>
/// <param name="environment">The environment of the docker command, where that connects.</param>
/// <param name="timeout">How long an answer may take; <see cref="DefaultTimeout"/> when null.</param>
public sealed class DockerEngine(DockerEndpoint endpoint, BuildEnvironment environment, TimeSpan? timeout = null) : IDisposable
{
    private readonly Lazy<HttpClient> _client = new(() => EngineConnection.To(endpoint, environment, timeout ?? DefaultTimeout));

    /// <summary>Even an engine that is very busy lists its images in seconds. Documented at IMG0004.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan EventsTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether every one of the tags is there and names that image.</summary>
    /// <param name="digest">The digest of the manifest or index.</param>
    /// <param name="tags">The tags in familiar form, as the engine lists them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<bool> HasAsync(string digest, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        // Of all that the engine can be asked about an image, its history is the fastest that has the tags: a third of the time
        // of a list.
        using var history = await AskAsync(HttpMethod.Get, $"images/{digest}/history", cancellationToken).ConfigureAwait(false);
        var last = history?.RootElement.Items().FirstOrDefault() ?? default;
        return (last.ValueKind == JsonValueKind.Object && last.Text("Id") == digest && AreAll(tags, last.Texts("Tags")))
            || await ListsAsync(digest, tags, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The log of what happened lately: one question of a few milliseconds, however many images there are. It is empty when the
    /// engine has no such log or it cannot be relied on; errors are left to questions that must be answered.
    /// </summary>
    public async Task<EventLog> GetEventsAsync(CancellationToken cancellationToken)
    {
        // Up to now by our clock. By a clock that is behind, the engine would wait for what is still to come; by one that is
        // ahead, the last events would be missing.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(EventsTimeout);
        var begin = DateTimeOffset.UtcNow;
        try
        {
            using var response = await _client.Value.GetAsync($"events?since=0&until={Timestamp(begin)}", patience.Token)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode
                || !(response.Headers.Date is { } date && date >= begin.AddSeconds(-1) && date <= DateTimeOffset.UtcNow))
            {
                return EventLog.Empty;
            }

            var lines = await response.Content.ReadAsStringAsync(patience.Token).ConfigureAwait(false);
            return new EventLog([.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadEvent)]);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or UriFormatException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return EventLog.Empty;
        }
    }

    /// <summary>What the engine is, as far as it matters to builds.</summary>
    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(HttpMethod.Get, "info", cancellationToken).ConfigureAwait(false);
        var info = answer?.RootElement ?? throw Silent("it does not know /info", null);
        var registries = info.Member("RegistryConfig");
        return new EngineInfo(
            info.Text("ServerVersion") ?? "",
            ContainerdStore: (info.Member("DriverStatus")?.Items() ?? []).Any(pair =>
                pair.Items().Select(value => value.ToString()).SequenceEqual(["driver-type", "io.containerd.snapshotter.v1"])),
            Mirrors: [.. registries?.Texts("Mirrors") ?? []],
            InsecureRegistries: [.. registries?.Texts("InsecureRegistryCIDRs") ?? [],
                .. InsecureHosts(registries?.Member("IndexConfigs"))]);
    }

    /// <summary>
    /// The layers of a stored image, lowest first, with their unpacked sizes; empty when it is not in the store.
    /// </summary>
    public async Task<IReadOnlyList<ImageLayer>> GetLayersAsync(string image, CancellationToken cancellationToken)
    {
        var inspected = AskAsync(HttpMethod.Get, $"images/{image}/json", cancellationToken);
        using var history = await AskAsync(HttpMethod.Get, $"images/{image}/history", cancellationToken).ConfigureAwait(false);
        using var inspect = await inspected.ConfigureAwait(false);
        if (inspect is null || history is null) return [];

        return ImageHistory.Layers(
            [.. inspect.RootElement.Member("RootFS")?.Texts("Layers") ?? []],
            [.. history.RootElement.Items().Reverse()
                .Select(entry =>
                    (entry.Text("CreatedBy") ?? "",
                        entry.Member("Size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes)
                            ? bytes
                            : 0))]);
    }

    /// <summary>
    /// Removes one tag, and with the last tag the image, unless a container still uses it. A tag that is not there is no error.
    /// </summary>
    /// <returns>Whether there was such a tag.</returns>
    public async Task<bool> RemoveTagAsync(string tag, CancellationToken cancellationToken)
    {
        using var removed = await AskAsync(HttpMethod.Delete, $"images/{tag}?force=true", cancellationToken)
            .ConfigureAwait(false);
        return removed is not null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    private static EngineEvent ReadEvent(string line)
    {
        using var json = JsonDocument.Parse(line);
        return EngineEvent.Read(json.RootElement);
    }

    /// <summary>Seconds since 1970 with nanoseconds, as the API reads them.</summary>
    private static string Timestamp(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks;
        return string.Create(CultureInfo.InvariantCulture,
            $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond * 100:000000000}");
    }

    private static bool AreAll(IReadOnlyList<string> tags, IEnumerable<string> there) =>
        tags.All(there.ToHashSet(StringComparer.Ordinal).Contains);

    private static IEnumerable<string> InsecureHosts(JsonElement? indexes) => indexes is { ValueKind: JsonValueKind.Object } hosts
        ? hosts.EnumerateObject().Where(host => host.Value.Member("Secure") is { ValueKind: JsonValueKind.False })
        .Select(host => host.Name)
        : [];

    /// <summary>
    /// The answer for an engine whose history says less, and for an image of another platform. The question names the tags, since
    /// the engine computes sizes for all images that it answers with: a list of everything takes seconds on a machine with some
    /// hundred images.
    /// </summary>
    private async Task<bool> ListsAsync(string digest, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var filters = $$"""{"reference":[{{string.Join(',', tags.Select(tag => $"\"{JsonEncodedText.Encode(tag)}\""))}}]}""";
        var question = $"images/json?filters={Uri.EscapeDataString(filters)}";

        // The containerd store fails to list (404) when an image is removed meanwhile.
        JsonDocument? answer = null;
        for (var attempt = 0; answer is null && attempt < 5; attempt++)
        {
            if (attempt > 0) await Task.Delay(20, cancellationToken).ConfigureAwait(false);
            answer = await AskAsync(HttpMethod.Get, question, cancellationToken).ConfigureAwait(false);
        }

        using var images = answer ?? throw Silent("it has no list of images", null);
        return AreAll(tags, images.RootElement.Items().Where(image => image.Text("Id") == digest)
            .SelectMany(image => image.Texts("RepoTags")));
    }

    /// <summary>The answer, or null for what the engine has not got.</summary>
    private async Task<JsonDocument?> AskAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var pending = environment.Pending.Begin($"the Docker Engine at {endpoint.Host}", _client.Value.Timeout);
            using var request = new HttpRequestMessage(method, path);
            using var response = await _client.Value.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? JsonDocument.Parse(body) : throw Refused(Reason(response, body));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent($"there was no answer within {_client.Value.Timeout.TotalSeconds:0.###} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or UriFormatException)
        {
            throw Silent(e.GetBaseException().Message, e);
        }
    }

    private static string Reason(HttpResponseMessage response, byte[] body)
    {
        try
        {
            using var error = JsonDocument.Parse(body);
            return error.RootElement.Text("message") is { } message
                ? ForeignText.Line(message)
                : $"it says {(int)response.StatusCode}";
        }
        catch (JsonException)
        {
            return $"it says {(int)response.StatusCode}";
        }
    }

    private DiagnosticException Refused(string reason) =>
        new(DiagnosticDescriptors.EngineUnreachable.At(SourceLocation.None,
            $"The Docker Engine at {endpoint.Host} refuses: {reason.TrimEnd('.')}."));

    private DiagnosticException Silent(string reason, Exception? cause) =>
        new(DiagnosticDescriptors.EngineUnreachable.At(SourceLocation.None,
            $"No Docker Engine answers at {endpoint.Host}: {reason.TrimEnd('.')}. Start it, or set DOCKER_HOST or a docker "
            + "context that names the right one."), cause);
}
