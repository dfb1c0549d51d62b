using System.Net;
using System.Net.Sockets;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Docker;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Docker;

/// <summary>Whatever is at the address of the engine, one diagnostic tells the address and the reason.</summary>
[TestClass]
public sealed class DockerEngineTests
{
    [TestMethod]
    public async Task An_address_where_nobody_listens_is_no_engine()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        await IsNoEngine($"tcp://{socket.LocalEndPoint}");
    }

    [TestMethod]
    public async Task A_server_that_fails_is_no_engine()
    {
        using var server = new HttpServer(new HttpAnswer(500, """{"message":"out of order"}"""));

        StringAssert.Contains(await IsNoEngine($"tcp://{server.Host}"), "out of order");
    }

    [TestMethod]
    public async Task A_server_that_answers_something_else_is_no_engine()
    {
        using var server = new HttpServer(new HttpAnswer(200, "<html>Hello</html>", "text/html"));

        await IsNoEngine($"tcp://{server.Host}");
    }

    [TestMethod]
    public async Task A_server_that_knows_no_images_is_no_engine()
    {
        using var server = new HttpServer(new HttpAnswer(404, """{"message":"page not found"}"""));

        await IsNoEngine($"tcp://{server.Host}");
    }

    [TestMethod]
    public async Task A_server_that_never_answers_is_no_engine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        StringAssert.Contains(await IsNoEngine($"tcp://{listener.LocalEndpoint}", TimeSpan.FromMilliseconds(50)), "within 0.05 s");
    }

    [TestMethod]
    public async Task A_list_that_an_image_vanished_from_meanwhile_is_asked_for_again()
    {
        var asked = 0;
        using var server = new HttpServer(exchange => !exchange.Path.Contains("/images/json", StringComparison.Ordinal) ? new HttpAnswer(200, "{}")
            : asked++ == 0 ? new HttpAnswer(404, """{"message":"NotFound: content digest sha256:0: not found"}""")
            : new HttpAnswer(200, """[{"Id":"sha256:1","RepoTags":["a:1"]}]"""));
        using var engine = new DockerEngine(new DockerEndpoint($"tcp://{server.Host}"), BuildEnvironment.OfProcess(Path.GetTempPath()));

        Assert.IsTrue(await engine.HasAsync("sha256:1", ["a:1"], CancellationToken.None));
        Assert.IsFalse(await engine.HasAsync("sha256:2", ["a:1"], CancellationToken.None));
        Assert.IsFalse(await engine.HasAsync("sha256:1", ["a:1", "a:2"], CancellationToken.None));
    }

    [TestMethod]
    public async Task A_silent_engine_is_waited_for_with_a_message_that_has_the_limit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var cancellation = new CancellationTokenSource();
        var environment = new BuildEnvironment([], Path.GetTempPath()) { Pending = new PendingAnswers { Interval = TimeSpan.FromMilliseconds(20) } };
        var message = "";
        environment.Pending.Add(said =>
        {
            message = said;
            cancellation.Cancel();
        });
        using var engine = new DockerEngine(new DockerEndpoint($"tcp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"), environment);

        await Assert.ThrowsAsync<OperationCanceledException>(() => engine.GetInfoAsync(cancellation.Token));

        StringAssert.StartsWith(message, "Waiting for the Docker Engine at tcp://127.0.0.1:");
        StringAssert.EndsWith(message, "and the limit is 60 s.");
    }

    private static async Task<string> IsNoEngine(string address, TimeSpan? timeout = null)
    {
        using var engine = new DockerEngine(new DockerEndpoint(address), BuildEnvironment.OfProcess(Path.GetTempPath()), timeout);

        var diagnostic = await Failure.OfAsync(() => engine.HasAsync("sha256:1", ["a:1"], CancellationToken.None));

        Assert.AreEqual(DiagnosticDescriptors.EngineUnreachable, diagnostic.Descriptor);
        StringAssert.Contains(diagnostic.Message, address);
        return diagnostic.Message;
    }
}
