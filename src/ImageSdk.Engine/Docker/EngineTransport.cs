using Docker.DotNet.Handler.Abstractions;
using ImageSdk.Engine.Registries;
using Microsoft.Extensions.Logging;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// Lets Docker.DotNet connect through <see cref="EngineConnection"/>, for every address. The transports of Docker.DotNet cannot
/// connect by ssh and do not find the certificates of a docker context, so the package leaves them out.
/// </summary>
/// <param name="environment">The environment of the docker command, where that connects.</param>
internal sealed class EngineTransport(BuildEnvironment environment) : IDockerHandlerFactory<DockerEndpoint>
{
    /// <inheritdoc />
    public ResolvedTransport CreateHandler(DockerEndpoint transportOptions, ResolvedClientOptions clientOptions, ILogger logger)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellation) => EngineConnection.OpenAsync(transportOptions, environment, cancellation),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        return new ResolvedTransport(handler, clientOptions.Endpoint);
    }

    /// <inheritdoc />
    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        throw new NotSupportedException("The endpoint is required.");

    /// <summary>Only attaching to a container takes over the connection, and ImageSdk attaches to none.</summary>
    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) => throw new NotSupportedException();
}
