using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Records;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// The Docker Engine that the user's docker command talks to. Every method throws <see cref="DiagnosticException"/> with
/// IMG0004 when no engine answers.
/// </summary>
public sealed class DockerEngine : IDisposable
{
    private readonly DockerEndpoint _endpoint;
    private readonly Lazy<DockerClient> _client;

    /// <summary>Creates a client; nothing is sent before the first question.</summary>
    /// <param name="endpoint">Where it listens.</param>
    public DockerEngine(DockerEndpoint endpoint)
    {
        _endpoint = endpoint;
        _client = new Lazy<DockerClient>(() => Connect(endpoint));
    }

    /// <summary>Everything in the engine's image store, with one question.</summary>
    public async Task<StoredImages> GetImagesAsync(CancellationToken cancellationToken)
    {
        var images = await AskAsync(c => c.Images.ListImagesAsync(new ImagesListParameters { All = true }, cancellationToken));
        return new StoredImages(images.Select(i => (i.ID, (IEnumerable<string>)(i.RepoTags ?? []))));
    }

    /// <summary>What the engine is, as far as it matters to builds.</summary>
    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        var info = await AskAsync(c => c.System.GetSystemInfoAsync(cancellationToken));
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
            var inspect = await AskAsync(c => c.Images.InspectImageAsync(image, cancellationToken));
            var history = await AskAsync(c => c.Images.GetImageHistoryAsync(image, cancellationToken));
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
            await AskAsync(c => c.Images.DeleteImageAsync(tag, new ImageDeleteParameters { Force = true }, cancellationToken));
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

    /// <summary>
    /// A plain connection of our own, or else the docker command's: it has the keys and certificates, and knows the other machine.
    /// </summary>
    private static DockerClient Connect(DockerEndpoint endpoint) => new Uri(endpoint.Host) is var address && address.Scheme switch
    {
        "unix" or "npipe" => true,
        "tcp" or "http" => !endpoint.IsEncrypted,
        _ => false,
    }
        ? new DockerClientBuilder().WithEndpoint(address).Build()
        : DialStdio.Connect();

    private async Task<T> AskAsync<T>(Func<DockerClient, Task<T>> question)
    {
        try
        {
            return await question(_client.Value).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (DockerApiException { StatusCode: HttpStatusCode.NotFound }
            or OperationCanceledException { InnerException: not TimeoutException }))
        {
            // Each transport of the library fails in its own way, some by a whole bundle of exceptions.
            var reason = e.GetBaseException().Message;
            throw new DiagnosticException(DiagnosticDescriptors.EngineUnreachable.At(SourceLocation.None,
                $"No Docker Engine answers at {_endpoint.Host}: {reason.TrimEnd('.')}. Start it, or set DOCKER_HOST or a docker context that names the right one."), e);
        }
    }
}
