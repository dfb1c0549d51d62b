using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>A socket that leads to the real engine, and notes what it is asked.</summary>
public sealed class EngineRelay : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<string> _questions = new();

    /// <param name="path">The path of the socket.</param>
    public EngineRelay(string path)
    {
        Host = $"unix://{path}";
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>The value of DOCKER_HOST.</summary>
    public string Host { get; }

    /// <summary>The method and path of each request since the last call.</summary>
    public IReadOnlyList<string> TakeQuestions()
    {
        var questions = new List<string>();
        while (_questions.TryDequeue(out var question)) questions.Add(question);
        return questions;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var near = new NetworkStream(client, ownsSocket: true);
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(Engine.Socket));
            using var far = new NetworkStream(engine);
            await Task.WhenAny(AskAsync(near, far), far.CopyToAsync(near));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Either side went away.
        }
    }

    /// <summary>A request of ours has no body, and comes in one piece.</summary>
    private async Task AskAsync(NetworkStream near, NetworkStream far)
    {
        var buffer = new byte[64 * 1024];
        while (await near.ReadAsync(buffer) is > 0 and var count)
        {
            var line = Encoding.Latin1.GetString(buffer, 0, count).Split('\r')[0];
            if (line.EndsWith(" HTTP/1.1", StringComparison.Ordinal)) _questions.Enqueue(line[..^" HTTP/1.1".Length]);
            await far.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
