using System.Net;
using System.Net.Sockets;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>An address of the registry where nothing listens until it comes back: connections are refused, then passed on.</summary>
public sealed class AwayRegistry : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public AwayRegistry() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>Its host and port.</summary>
    public string Host => $"localhost:{((IPEndPoint)_socket.LocalEndPoint!).Port}";

    /// <summary>From now on whoever connects reaches the registry of the tests.</summary>
    public void ComeBack()
    {
        _socket.Listen();
        _ = AcceptAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _socket.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task ServeAsync(Socket client)
    {
        var registry = TestMachine.Registry.Split(':');
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(registry[0], int.Parse(registry[1], System.Globalization.CultureInfo.InvariantCulture));
            await using var near = new NetworkStream(client, ownsSocket: true);
            await Task.WhenAny(near.CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near));
        }
        catch (IOException)
        {
            // Either side went away.
        }
    }
}
