using System.Net;
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Records;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// The Docker Engine that the user's docker command talks to, through Docker.DotNet. Every method throws
/// <see cref="DiagnosticException"/> with IMG0004 when no engine answers. A build that changes nothing sends only an
/// <see cref="EventLogRequest"/>, because this class loads Docker.DotNet and HttpClient.
/// </summary>
/// <param name="endpoint">Where it listens; nothing is sent before the first question.</param>
/// <param name="environment">The environment of the docker command, where that connects.</param>
/// <param name="timeout">How long an answer may take; <see cref="DefaultTimeout"/> when null.</param>
public sealed class DockerEngine(DockerEndpoint endpoint, BuildEnvironment environment, TimeSpan? timeout = null) : IDisposable
{
    private readonly TimeSpan _timeout = timeout ?? DefaultTimeout;
    private readonly Lazy<DockerClient> _client = new(() =>
        new DockerClientBuilder<DockerEndpoint>(new EngineTransport(environment), endpoint)
            .WithEndpoint(EngineConnection.HttpAddress(endpoint)).WithTimeout(timeout ?? DefaultTimeout).Build());

    /// <summary>Even an engine that is very busy lists its images in seconds. Documented at IMG0004.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether every one of the tags is there and names that image.</summary>
    /// <param name="digest">The digest of the manifest or index.</param>
    /// <param name="tags">The tags in familiar form, as the engine lists them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<bool> HasAsync(string digest, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        try
        {
            // The history is the fastest answer that has the tags. A list takes three times as long.
            var history = await AskAsync(
                client => client.Images.GetImageHistoryAsync(digest, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (Each(history).FirstOrDefault() is { } last && last.ID == digest && AreAll(tags, Each(last.Tags))) return true;
        }
        catch (DiagnosticException e) when (e.InnerException is JsonException)
        {
            // An engine of another kind has other histories. The list decides.
        }

        return await ListsAsync(digest, tags, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the engine is, as far as it matters to builds.</summary>
    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        var info = await AskAsync(client => client.System.GetSystemInfoAsync(cancellationToken), cancellationToken)
            .ConfigureAwait(false) ?? throw Silent("it does not know /info", null);
        var registries = info.RegistryConfig;
        return new EngineInfo(
            info.ServerVersion ?? "",
            ContainerdStore: Each(info.DriverStatus).Any(pair => pair is ["driver-type", "io.containerd.snapshotter.v1"]),
            Mirrors: [.. Each(registries?.Mirrors)],
            InsecureRegistries:
            [
                .. Each(registries?.InsecureRegistryCIDRs),
                .. Each(registries?.IndexConfigs?.Where(host => host.Value is { Secure: false }).Select(host => host.Key)),
            ]);
    }

    /// <summary>
    /// The layers of a stored image, lowest first, with their unpacked sizes; empty when it is not in the store.
    /// </summary>
    public async Task<IReadOnlyList<ImageLayer>> GetLayersAsync(string image, CancellationToken cancellationToken)
    {
        var inspected = AskAsync(client => client.Images.InspectImageAsync(image, cancellationToken), cancellationToken);
        var history = await AskAsync(client => client.Images.GetImageHistoryAsync(image, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        var inspect = await inspected.ConfigureAwait(false);
        if (inspect is null || history is null) return [];

        return ImageHistory.Layers(
            [.. Each(inspect.RootFS?.Layers)], [.. Each(history).Reverse().Select(entry => (entry.CreatedBy ?? "", entry.Size))]);
    }

    /// <summary>
    /// Removes one tag, and with the last tag the image, unless a container still uses it. A tag that is not there is no error.
    /// </summary>
    /// <returns>Whether there was such a tag.</returns>
    public async Task<bool> RemoveTagAsync(string tag, CancellationToken cancellationToken)
    {
        var force = new ImageDeleteParameters { Force = true };
        return await AskAsync(client => client.Images.DeleteImageAsync(tag, force, cancellationToken), cancellationToken)
            .ConfigureAwait(false) is not null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    private static bool AreAll(IReadOnlyList<string> tags, IEnumerable<string> there) =>
        tags.All(there.ToHashSet(StringComparer.Ordinal).Contains);

    /// <summary>The items of a list. Engines write null for an empty list, which the types of Docker.DotNet do not say.</summary>
    private static IEnumerable<T> Each<T>(IEnumerable<T?>? items) where T : class => items?.OfType<T>() ?? [];

    /// <summary>
    /// The answer for an engine whose history says less, and for an image of another platform. The question names the tags, since
    /// the engine computes sizes for all images that it answers with: a list of everything takes seconds on a machine with some
    /// hundred images.
    /// </summary>
    private async Task<bool> ListsAsync(string digest, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var references = tags.Distinct().ToDictionary(tag => tag, _ => true);
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = references };
        var question = new ImagesListParameters { Filters = filters };

        // The containerd store fails to list (404) when an image is removed meanwhile.
        IList<ImagesListResponse>? images = null;
        for (var attempt = 0; images is null && attempt < 5; attempt++)
        {
            if (attempt > 0) await Task.Delay(20, cancellationToken).ConfigureAwait(false);
            images = await AskAsync(client => client.Images.ListImagesAsync(question, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        if (images is null) throw Silent("it has no list of images", null);
        return AreAll(tags, Each(images).Where(image => image.ID == digest).SelectMany(image => Each(image.RepoTags)));
    }

    /// <summary>The answer, or null for what the engine has not got.</summary>
    private async Task<T?> AskAsync<T>(Func<DockerClient, Task<T>> question, CancellationToken cancellationToken) where T : class
    {
        try
        {
            using var pending = environment.Pending.Begin($"the Docker Engine at {endpoint.Host}", _timeout);
            return await question(_client.Value).ConfigureAwait(false);
        }
        catch (DockerApiException e)
        {
            return e.StatusCode == HttpStatusCode.NotFound ? null : throw Refused(Reason(e));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent($"there was no answer within {_timeout.TotalSeconds:0.###} s", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Docker.DotNet passes on every exception of the connection and of the JSON reader.
            throw Silent(e.GetBaseException().Message, e);
        }
    }

    private static string Reason(DockerApiException answer)
    {
        try
        {
            using var error = JsonDocument.Parse(answer.ResponseBody ?? "");
            if (error.RootElement.Text("message") is { } message) return ForeignText.Line(message);
        }
        catch (JsonException)
        {
            // Only engines explain an error in JSON; proxies answer with a page.
        }

        return $"it says {(int)answer.StatusCode}";
    }

    private DiagnosticException Refused(string reason) =>
        new(DiagnosticDescriptors.EngineUnreachable.At(SourceLocation.None,
            $"The Docker Engine at {endpoint.Host} refuses: {reason.TrimEnd('.')}."));

    private DiagnosticException Silent(string reason, Exception? cause) =>
        new(DiagnosticDescriptors.EngineUnreachable.At(SourceLocation.None,
            $"No Docker Engine answers at {endpoint.Host}: {reason.TrimEnd('.')}. "
            + "Start it, or set DOCKER_HOST or a docker context that names the right one."), cause);
}
