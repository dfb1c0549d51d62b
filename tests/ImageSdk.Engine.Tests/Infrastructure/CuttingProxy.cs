using System.Net;
using System.Net.Sockets;

namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>
/// A TCP proxy on a free loopback port that cuts its first connections after a few bytes of the answer, and passes the
/// later ones.
/// </summary>
public sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _host;
    private readonly int _port;
    private readonly int _cuts;
    private readonly int _bytesBeforeCut;
    private int _connections;

    /// <param name="target">The host and port that connections go to.</param>
    /// <param name="cuts">How many connections are cut.</param>
    /// <param name="bytesBeforeCut">How many bytes of the answer a connection passes before it is cut.</param>
    public CuttingProxy(string target, int cuts, int bytesBeforeCut)
    {
        var colon = target.LastIndexOf(':');
        (_host, _port) = (target[..colon], int.Parse(target[(colon + 1)..]));
        (_cuts, _bytesBeforeCut) = (cuts, bytesBeforeCut);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>How many connections there were so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client, isCut: Interlocked.Increment(ref _connections) <= _cuts);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, bool isCut)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(_host, _port);
            var (nearStream, farStream) = (near.GetStream(), far.GetStream());
            _ = CopyQuietlyAsync(nearStream, farStream);
            if (isCut)
                await CutAsync(near, nearStream, farStream);
            else
                await farStream.CopyToAsync(nearStream);
        }
        catch (IOException)
        {
            // Either side went away.
        }
    }

    private async Task CutAsync(TcpClient near, NetworkStream nearStream, NetworkStream farStream)
    {
        var buffer = new byte[Math.Max(_bytesBeforeCut, 1)];
        await farStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
        await nearStream.WriteAsync(buffer.AsMemory(0, _bytesBeforeCut));
        await nearStream.FlushAsync();
        near.Close();
    }

    private static async Task CopyQuietlyAsync(Stream from, Stream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The other direction has ended the connection.
        }
    }
}
