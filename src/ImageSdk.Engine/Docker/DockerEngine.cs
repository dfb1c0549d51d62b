using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using ImageSdk.Diagnostics;
using ImageSdk.Records;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// The Docker Engine that the user's docker command talks to. Every method throws <see cref="DiagnosticException"/> with
/// IMG0004 when no engine answers.
/// </summary>
public sealed class DockerEngine : IDisposable
{
    private readonly Uri _endpoint;
    private readonly TimeSpan _timeout;
    private readonly Lazy<DockerClient> _client;

    /// <summary>Creates a client; nothing is sent before the first question.</summary>
    /// <param name="endpoint">For example <c>unix:///var/run/docker.sock</c>.</param>
    /// <param name="timeout">How long an answer may take; <see cref="DefaultTimeout"/> when null.</param>
    public DockerEngine(Uri endpoint, TimeSpan? timeout = null)
    {
        _endpoint = endpoint;
        _timeout = timeout ?? DefaultTimeout;
        _client = new Lazy<DockerClient>(() => new DockerClientBuilder().WithEndpoint(endpoint).WithTimeout(_timeout).Build());
    }

    /// <summary>Even an engine that is very busy lists its images in seconds.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(100);

    /// <summary>Everything in the engine's image store, with one question.</summary>
    public async Task<StoredImages> GetImagesAsync(CancellationToken cancellationToken)
    {
        // The containerd store fails to list (404) when an image is removed meanwhile.
        const int attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var images = await AskAsync(c => c.Images.ListImagesAsync(new ImagesListParameters { All = true }, cancellationToken), cancellationToken).ConfigureAwait(false);
                return new StoredImages(images.Select(i => (i.ID, (IEnumerable<string>)(i.RepoTags ?? []))));
            }
            catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                if (attempt == attempts) throw Unreachable(e);
            }
        }
    }

    /// <summary>What the engine is, as far as it matters to builds.</summary>
    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        var info = await AskAsync(c => c.System.GetSystemInfoAsync(cancellationToken), cancellationToken);
        return new EngineInfo(
            info.ServerVersion,
            ContainerdStore: info.DriverStatus?.Any(pair => pair is ["driver-type", "io.containerd.snapshotter.v1"]) == true,
            Mirrors: [.. info.RegistryConfig?.Mirrors ?? []],
            InsecureRegistries: [.. info.RegistryConfig?.InsecureRegistryCIDRs ?? [],
                .. info.RegistryConfig?.IndexConfigs?.Values.Where(i => !i.Secure).Select(i => i.Name) ?? []]);
    }

    /// <summary>The layers of a stored image, lowest first, with their unpacked sizes; empty when it is not in the store.</summary>
    public async Task<IReadOnlyList<ImageLayer>> GetLayersAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            var inspect = await AskAsync(c => c.Images.InspectImageAsync(image, cancellationToken), cancellationToken);
            var history = await AskAsync(c => c.Images.GetImageHistoryAsync(image, cancellationToken), cancellationToken);
            return ImageHistory.Layers([.. inspect.RootFS?.Layers ?? []], [.. (history ?? []).Reverse().Select(h => (h.CreatedBy ?? "", h.Size))]);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    /// <summary>
    /// Removes one tag, and with the last tag the image, unless a container still uses it. A tag that is not there is no error.
    /// </summary>
    /// <returns>Whether there was such a tag.</returns>
    public async Task<bool> RemoveTagAsync(string tag, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(c => c.Images.DeleteImageAsync(tag, new ImageDeleteParameters { Force = true }, cancellationToken), cancellationToken);
            return true;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    private async Task<T> AskAsync<T>(Func<DockerClient, Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question(_client.Value).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(new TimeoutException($"there was no answer within {_timeout.TotalSeconds:0.###} s", e));
        }
        catch (Exception e) when (e is not (DockerApiException { StatusCode: HttpStatusCode.NotFound } or OperationCanceledException))
        {
            throw Unreachable(e);
        }
    }

    private DiagnosticException Unreachable(Exception e)
    {
        // Each transport of the library fails in its own way, some by a whole bundle of exceptions, and not all endpoints have one.
        var reason = (e as AggregateException)?.GetBaseException().Message ?? e.Message;
        return new DiagnosticException(DiagnosticDescriptors.EngineUnreachable.At(SourceLocation.None,
            $"No Docker Engine answers at {_endpoint}: {reason.TrimEnd('.')}. Start it, or set DOCKER_HOST or a docker context that names the right one."), e);
    }
}
