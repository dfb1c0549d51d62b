using System.Net;
using System.Net.Sockets;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>
/// A server that a RUN instruction visits, and that lets it go on only when the test says so: how a test knows that an instruction is
/// running, and keeps it running. The image needs <c>ImageNetwork=host</c>.
/// </summary>
public sealed class Gate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _visitors = [];

    public Gate() => _listener.Start();

    /// <summary>An instruction that waits at the gate; the name keeps it from being another one's cached result.</summary>
    public string Run(string name) =>
        $"RUN wget -q -T 60 -O /dev/null http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{name}/{Guid.NewGuid():N}";

    /// <summary>Waits until so many instructions stand at the gate.</summary>
    public async Task Visitors(int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_visitors.Count < count) _visitors.Add(await _listener.AcceptTcpClientAsync(timeout.Token));
    }

    /// <summary>Lets all who stand at the gate go on.</summary>
    public void Open()
    {
        foreach (var visitor in _visitors)
        {
            visitor.GetStream().Write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8);
            visitor.Dispose();
        }

        _visitors.Clear();
    }

    public void Dispose()
    {
        foreach (var visitor in _visitors) visitor.Dispose();
        _listener.Dispose();
    }
}
