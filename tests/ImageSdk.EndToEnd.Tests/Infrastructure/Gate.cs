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
        $"RUN test \"$(nc 127.0.0.1 {((IPEndPoint)_listener.LocalEndpoint).Port} < /dev/null)\" = open # {name} {Guid.NewGuid():N}";

    /// <summary>Waits until so many instructions stand at the gate.</summary>
    /// <param name="count">How many.</param>
    /// <param name="builds">The builds that they are expected from: when one ends before, nobody will come.</param>
    public async Task Visitors(int count, params DotnetProcess[] builds)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_visitors.Count < count)
        {
            var visitor = _listener.AcceptTcpClientAsync(timeout.Token).AsTask();
            var ended = Task.WhenAny(builds.Select(b => b.Result));
            if (await Task.WhenAny(visitor, ended) == ended) throw new AssertFailedException($"A build ended too early:\n{(await await ended).Output}");
            _visitors.Add(await visitor);
        }
    }

    /// <summary>Lets all who stand at the gate go on.</summary>
    public void Open()
    {
        foreach (var visitor in _visitors)
        {
            visitor.GetStream().Write("open"u8);
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
