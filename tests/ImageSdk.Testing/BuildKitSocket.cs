using System.Diagnostics;
using System.Net.Sockets;

namespace ImageSdk.Testing;

/// <summary>
/// A socket behind which is the engine's own BuildKit, which each connection reaches by <c>docker buildx dial-stdio</c>: what a
/// builder of the remote driver connects to.
/// </summary>
public sealed class BuildKitSocket : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Listens.</summary>
    /// <param name="path">The full path of the socket.</param>
    public BuildKitSocket(string path)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task ServeAsync(Socket client)
    {
        await using var near = new NetworkStream(client, ownsSocket: true);
        using var far = Process.Start(new ProcessStartInfo("docker", ["buildx", "dial-stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            await Task.WhenAny(
                CopyAsync(near, far.StandardInput.BaseStream),
                CopyAsync(far.StandardOutput.BaseStream, near));
        }
        catch (IOException)
        {
            // Either side went away.
        }
        finally
        {
            far.Kill();
            await far.WaitForExitAsync();
        }
    }

    /// <summary>Copies each piece at once: the protocol waits for answers.</summary>
    private static async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            await to.WriteAsync(buffer.AsMemory(0, count));
            await to.FlushAsync();
        }
    }
}
