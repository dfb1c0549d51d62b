using System.IO.Pipes;
using System.Net.Sockets;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// Connections to whatever the engine listens on: a socket or a pipe, a port, or for TLS and ssh the docker command, which has
/// the keys and certificates and knows the other machine.
/// </summary>
internal static class EngineConnection
{
    /// <summary>The engine's address in HTTP. Only a plain port has one; for others it is a name for the Host header.</summary>
    public static Uri HttpAddress(DockerEndpoint endpoint) =>
        IsPlainPort(endpoint) ? new UriBuilder(endpoint.Host) { Scheme = "http" }.Uri : new Uri("http://docker");

    /// <summary>Opens a connection.</summary>
    /// <exception cref="IOException">There is no such pipe, or no docker command.</exception>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static ValueTask<Stream> OpenAsync(
        DockerEndpoint endpoint, BuildEnvironment environment, CancellationToken cancellationToken)
    {
        var address = new Uri(endpoint.Host);
        if (IsPlainPort(endpoint)) return ConnectPortAsync(HttpAddress(endpoint), cancellationToken);

        return address.Scheme switch
        {
            "unix" => ConnectSocketAsync(address.LocalPath, cancellationToken),
            "npipe" => ConnectPipeAsync(address, cancellationToken),
            _ => ValueTask.FromResult<Stream>(DialStdio.Open(environment)),
        };
    }

    private static bool IsPlainPort(DockerEndpoint endpoint) =>
        new Uri(endpoint.Host).Scheme is "tcp" or "http" && !endpoint.IsEncrypted;

    private static ValueTask<Stream> ConnectPortAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        return StreamAsync(socket, socket.ConnectAsync(address.IdnHost, address.Port, cancellationToken));
    }

    private static ValueTask<Stream> ConnectSocketAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        return StreamAsync(socket, socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken));
    }

    private static async ValueTask<Stream> StreamAsync(Socket socket, ValueTask connected)
    {
        try
        {
            await connected.ConfigureAwait(false);
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
