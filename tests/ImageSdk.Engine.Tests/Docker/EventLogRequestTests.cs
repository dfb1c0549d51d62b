using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageSdk.Engine.Docker;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Tests.Docker;

/// <summary>Only a complete answer by our own clock is an event log.</summary>
[TestClass]
public sealed class EventLogRequestTests
{
    private const string InChunks = "Transfer-Encoding: chunked\r\n\r\n";
    private const string Chunked = "HTTP/1.1 200 OK\r\nDate: NOW\r\n" + InChunks;
    private const string First = """{"Type":"image","Action":"tag","Actor":{"ID":"a"},"timeNano":1}""";
    private const string Second = """{"Type":"image","Action":"untag","Actor":{"ID":"b"},"timeNano":2}""";

    [TestMethod]
    public async Task An_answer_in_chunks_is_a_log()
    {
        var log = await AskAsync($"{Chunked}FIRST{Chunk(Second + "\n")}0\r\n\r\n");

        Assert.AreEqual("2 image untag b", log.End);
        Assert.IsFalse(log.IsUnchangedSince("1 image tag a", "b", []));
    }

    [TestMethod]
    public async Task An_event_may_be_cut_into_chunks()
    {
        Assert.AreEqual("1 image tag a", (await AskAsync($"{Chunked}{Chunk(First[..9])}{Chunk(First[9..])}0\r\n\r\n")).End);
    }

    [TestMethod]
    [DataRow(Chunked + "FIRST", DisplayName = "the connection was cut between two events")]
    [DataRow(Chunked + "40\r\n{\"Type\"", DisplayName = "the connection was cut within an event")]
    [DataRow("HTTP/1.1 200 OK\r\nDate: NOW\r\n\r\n{}\n\r\n0\r\n\r\n", DisplayName = "no chunks")]
    [DataRow(Chunked + "fffffff\r\n{}\n\r\n0\r\n\r\n", DisplayName = "a chunk longer than the answer")]
    [DataRow(Chunked + "ffffffff\r\n{}\n\r\n0\r\n\r\n", DisplayName = "a chunk of negative length")]
    [DataRow(Chunked + "5\r\n{\"a\":\r\n0\r\n\r\n", DisplayName = "no JSON")]
    [DataRow("HTTP/1.1 500 Oops\r\nDate: NOW\r\n" + InChunks + "FIRST0\r\n\r\n", DisplayName = "an error")]
    [DataRow("HTTP/1.1 200 OK\r\n" + InChunks + "FIRST0\r\n\r\n", DisplayName = "no clock")]
    [DataRow("HTTP/1.1 200 OK\r\nDate: EARLIER\r\n" + InChunks + "FIRST0\r\n\r\n", DisplayName = "a clock that is behind")]
    [DataRow("HTTP/1.1 200 OK\r\nDate: LATER\r\n" + InChunks + "FIRST0\r\n\r\n", DisplayName = "a clock that is ahead")]
    [DataRow("SSH-2.0-OpenSSH_9.6\r\n", DisplayName = "another protocol")]
    [DataRow("", DisplayName = "nothing")]
    public async Task Any_other_answer_is_none(string answer)
    {
        Assert.IsNull((await AskAsync(answer)).End);
    }

    [TestMethod]
    public async Task A_silent_engine_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        Assert.IsNull((await AskAsync(silent.LocalEndpoint, CancellationToken.None)).End);

        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAsync<OperationCanceledException>(() => AskAsync(silent.LocalEndpoint, cancellation.Token));
    }

    [TestMethod]
    [DataRow("unix:///nowhere/docker.sock", DisplayName = "no socket")]
    [DataRow("unix://", DisplayName = "no address")]
    [DataRow("tcp://127.0.0.1:1", DisplayName = "nobody listens")]
    [DataRow("ssh://nowhere", DisplayName = "no docker command")]
    public async Task Without_an_engine_there_is_no_log(string host)
    {
        var environment = new BuildEnvironment([], Path.GetTempPath());

        Assert.IsNull((await EventLogRequest.SendAsync(new DockerEndpoint(host), environment, CancellationToken.None)).End);
    }

    private static string Chunk(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";

    /// <summary>What a server says that answers and hangs up.</summary>
    private static async Task<EventLog> AskAsync(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var log = AskAsync(listener.LocalEndpoint, CancellationToken.None);
        using (var connection = await listener.AcceptTcpClientAsync())
        {
            using var reader = new StreamReader(connection.GetStream(), leaveOpen: true);
            Assert.StartsWith("GET /events?since=0&until=", await reader.ReadLineAsync());
            while (await reader.ReadLineAsync() is { Length: > 0 }) { }
            var now = DateTimeOffset.UtcNow;
            await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer
                .Replace("FIRST", Chunk(First + "\n"), StringComparison.Ordinal)
                .Replace("NOW", $"{now:r}", StringComparison.Ordinal)
                .Replace("EARLIER", $"{now.AddMinutes(-1):r}", StringComparison.Ordinal)
                .Replace("LATER", $"{now.AddMinutes(1):r}", StringComparison.Ordinal)));
        }

        return await log;
    }

    private static Task<EventLog> AskAsync(EndPoint engine, CancellationToken cancellation) =>
        EventLogRequest.SendAsync(new DockerEndpoint($"tcp://{engine}"), new BuildEnvironment([], Path.GetTempPath()), cancellation);
}
