using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>
/// A web server on a free loopback port that answers what a test says: token servers, and registries that answer what no
/// good registry does.
/// </summary>
public sealed class HttpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<HttpExchange, HttpAnswer> _answer;
    private readonly ConcurrentQueue<HttpExchange> _requests = new();

    public HttpServer(Func<HttpExchange, HttpAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Host = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    /// <summary>A server that answers the same to everything.</summary>
    public HttpServer(HttpAnswer answer)
        : this(_ => answer)
    {
    }

    /// <summary>Its host and port; still known when the server has gone.</summary>
    public string Host { get; }

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<HttpExchange> Requests => [.. _requests];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var request = await ReadAsync(stream);
            _requests.Enqueue(request);
            var answer = _answer(request);
            var body = Encoding.UTF8.GetBytes(answer.Body);
            var head = new StringBuilder($"HTTP/1.1 {answer.Status} Answer\r\nConnection: close\r\nContent-Length: {body.Length}\r\n");
            if (answer.ContentType.Length > 0)
                head.Append($"Content-Type: {answer.ContentType}\r\n");
            foreach (var (name, value) in answer.Headers)
                head.Append($"{name}: {value}\r\n");
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()));
            if (request.Method != "HEAD")
                await stream.WriteAsync(body);
        }
        catch (IOException)
        {
            // The client went away, which clients may do.
        }
    }

    private static async Task<HttpExchange> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var first = (await reader.ReadLineAsync() ?? throw new IOException("closed")).Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        var body = new char[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length) : 0];
        // Reading nothing would still wait for something.
        if (body.Length > 0)
            await reader.ReadBlockAsync(body);
        return new HttpExchange(first[0], first[1], headers, new string(body));
    }
}
