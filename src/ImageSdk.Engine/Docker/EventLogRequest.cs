using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// The only question of a build that changes nothing: one HTTP request, written and read here. HttpClient and Docker.DotNet are
/// not used, because they take longer to load than the engine takes to answer.
/// Source: https://docs.docker.com/reference/api/engine/ (<c>GET /events</c>)
/// </summary>
internal static class EventLogRequest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Reads the log of an engine. The log is empty if there is no engine, or if its answer is late, incomplete or by another
    /// clock. The questions that must be answered report the error.
    /// </summary>
    public static async Task<EventLog> SendAsync(
        DockerEndpoint endpoint, BuildEnvironment environment, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Timeout);
        try
        {
            // Up to now by our clock. If our clock is ahead, the engine waits for what is still to come. If it is behind, the
            // last events are missing.
            var begin = DateTimeOffset.UtcNow;
            var host = EngineConnection.HttpAddress(endpoint).Authority;
            var request = $"GET /events?since=0&until={Timestamp(begin)} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n";
            await using var connection = await EngineConnection.OpenAsync(endpoint, environment, patience.Token)
                .ConfigureAwait(false);
            await connection.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token).ConfigureAwait(false);
            await connection.FlushAsync(patience.Token).ConfigureAwait(false);

            var answer = await ReadAsync(connection, patience.Token).ConfigureAwait(false);
            return ReadLog(answer, earliest: begin.AddSeconds(-1), latest: DateTimeOffset.UtcNow);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return EventLog.Empty;
        }
    }

    /// <summary>Seconds since 1970 with nanoseconds, as the API reads them.</summary>
    private static string Timestamp(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks;
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest * 100:000000000}");
    }

    /// <summary>
    /// Reads up to the last chunk, which is empty. Without that chunk the answer may lack the last events. An engine always sends
    /// this answer in chunks, because it does not know the length in advance.
    /// </summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (var length = 0; ;)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, 2 * length);
            var count = await connection.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (count == 0) throw new EndOfStreamException();

            length += count;
            if (buffer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8)) return buffer.AsMemory(0, length);
        }
    }

    private static EventLog ReadLog(ReadOnlyMemory<byte> answer, DateTimeOffset earliest, DateTimeOffset latest)
    {
        var end = answer.Span.IndexOf("\r\n\r\n"u8);
        var head = Encoding.ASCII.GetString(answer.Span[..end]).Split("\r\n");
        var date = head.FirstOrDefault(line => line.StartsWith("Date: ", StringComparison.OrdinalIgnoreCase))?["Date: ".Length..];
        var hasTime = DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        var isSameClock = hasTime && time >= earliest && time <= latest;
        if (!isSameClock || !head[0].StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) return EventLog.Empty;

        var lines = Encoding.UTF8.GetString(JoinChunks(answer.Span[(end + 4)..]));
        return new EventLog([.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadEvent)]);
    }

    /// <summary>Each chunk is its length in hexadecimal digits, a line break, that many bytes, and a line break.</summary>
    private static byte[] JoinChunks(ReadOnlySpan<byte> chunks)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var start = chunks.IndexOf("\r\n"u8) + 2;
            var length = int.Parse(chunks[..(start - 2)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0) return body.ToArray();

            body.Write(chunks.Slice(start, length));
            chunks = chunks[(start + length + 2)..];
        }
    }

    private static EngineEvent ReadEvent(string line)
    {
        using var json = JsonDocument.Parse(line);
        return EngineEvent.Read(json.RootElement);
    }
}
