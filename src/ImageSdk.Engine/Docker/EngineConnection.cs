using System.IO.Pipes;
using System.Net.Sockets;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// HTTP with the engine over whatever it listens on: a socket or a pipe, a port, or for TLS and ssh the docker command, which has
/// the keys and certificates and knows the other machine.
/// </summary>
internal static class EngineConnection
{
    /// <summary>A client for an endpoint; nothing is sent before the first request.</summary>
    public static HttpClient To(DockerEndpoint endpoint, BuildEnvironment environment, TimeSpan timeout)
    {
        var address = new Uri(endpoint.Host);
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), UseProxy = false, UseCookies = false,
            AllowAutoRedirect = false };
        var isPlainPort = address.Scheme is "tcp" or "http" && !endpoint.IsEncrypted;
        if (!isPlainPort)
        {
            handler.ConnectCallback = (_, cancellationToken) => address.Scheme switch
            {
                "unix" => ConnectSocketAsync(address.LocalPath, cancellationToken),
                "npipe" => ConnectPipeAsync(address, cancellationToken),
                _ => ValueTask.FromResult<Stream>(DialStdio.Open(environment)),
            };
        }

        // Where the connection is not to a port, the host is only a name for HTTP.
        return new HttpClient(handler)
        {
            BaseAddress = isPlainPort ? new UriBuilder(address) { Scheme = "http" }.Uri : new Uri("http://docker"),
            Timeout = timeout,
        };
    }

    private static async ValueTask<Stream> ConnectSocketAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary><c>npipe:////./pipe/docker_engine</c> is the pipe <c>docker_engine</c> of this machine.</summary>
    private static async ValueTask<Stream> ConnectPipeAsync(Uri address, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(".", address.Segments[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            // It would wait for a pipe that is not there.
            await pipe.ConnectAsync(TimeSpan.FromSeconds(2), cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch (Exception e)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            if (e is TimeoutException) throw new IOException($"there is no pipe {address.Segments[^1]}", e);
            throw;
        }
    }
}
