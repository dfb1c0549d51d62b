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
    [DataRow("null", "application/json", DisplayName = "nothing")]
    [DataRow("[]", "application/json", DisplayName = "a list")]
    [DataRow("""{"DriverStatus":7}""", "application/json", DisplayName = "another type")]
    [DataRow("""{"ServerVersion":"28""", "application/json", DisplayName = "half of an answer")]
    [DataRow("{}", "application/json; charset=nonsense", DisplayName = "an unknown encoding")]
    public async Task An_answer_that_cannot_be_read_is_no_engine(string answer, string type)
    {
        using var server = new HttpServer(new HttpAnswer(200, answer, type));
        using var engine = EngineAt(server);

        var diagnostic = await Failure.OfAsync(() => engine.GetInfoAsync(CancellationToken.None));

        Assert.AreEqual(DiagnosticDescriptors.EngineUnreachable, diagnostic.Descriptor);
    }

    [TestMethod]
    [DataRow("{}", DisplayName = "members that are missing")]
    [DataRow("""{"ServerVersion":null,"RegistryConfig":null}""", DisplayName = "members that are null")]
    [DataRow("""{"DriverStatus":[null],"RegistryConfig":{"Mirrors":[null],"IndexConfigs":{"a":null}}}""", DisplayName = "items that are null")]
    [DataRow("""{"DriverStatus":null,"RegistryConfig":{"Mirrors":null,"IndexConfigs":null}}""", DisplayName = "lists that are null")]
    public async Task An_engine_may_say_little(string answer)
    {
        using var server = new HttpServer(new HttpAnswer(200, answer));
        using var engine = EngineAt(server);

        var info = await engine.GetInfoAsync(CancellationToken.None);

        Assert.AreEqual(("", false), (info.Version, info.ContainerdStore));
        Assert.IsEmpty([.. info.Mirrors, .. info.InsecureRegistries]);
    }

    [TestMethod]
    public async Task What_an_engine_is_matters_as_far_as_builds_go()
    {
        using var server = new HttpServer(new HttpAnswer(200, """
            {
              "ServerVersion": "28.5.2",
              "DriverStatus": [["driver-type", "io.containerd.snapshotter.v1"]],
              "RegistryConfig": {
                "Mirrors": ["https://mirror.example/"],
                "InsecureRegistryCIDRs": ["127.0.0.0/8"],
                "IndexConfigs": { "docker.io": { "Secure": true }, "plain.example": { "Secure": false } }
              }
            }
            """));
        using var engine = EngineAt(server);

        var info = await engine.GetInfoAsync(CancellationToken.None);

        Assert.AreEqual(("28.5.2", true, "https://mirror.example/", "127.0.0.0/8 plain.example"),
            (info.Version, info.ContainerdStore, string.Join(' ', info.Mirrors), string.Join(' ', info.InsecureRegistries)));
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
        using var engine = EngineAt(server);

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

    private static DockerEngine EngineAt(HttpServer server) =>
        new(new DockerEndpoint($"tcp://{server.Host}"), BuildEnvironment.OfProcess(Path.GetTempPath()));

    private static async Task<string> IsNoEngine(string address, TimeSpan? timeout = null)
    {
        using var engine = new DockerEngine(new DockerEndpoint(address), BuildEnvironment.OfProcess(Path.GetTempPath()), timeout);

        var diagnostic = await Failure.OfAsync(() => engine.HasAsync("sha256:1", ["a:1"], CancellationToken.None));

        Assert.AreEqual(DiagnosticDescriptors.EngineUnreachable, diagnostic.Descriptor);
        StringAssert.Contains(diagnostic.Message, address);
        return diagnostic.Message;
    }
}
