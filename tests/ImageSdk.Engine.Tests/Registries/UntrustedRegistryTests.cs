using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.References;

namespace ImageSdk.Engine.Tests.Registries;

/// <summary>Servers that answer what no good registry does.</summary>
[TestClass]
public sealed class UntrustedRegistryTests : IDisposable
{
    private const string Sha = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    private readonly DockerFolder _docker = new();
    private readonly RegistryClient _client;

    public UntrustedRegistryTests() => _client = new RegistryClient(_docker.Load());

    public void Dispose()
    {
        _client.Dispose();
        _docker.Dispose();
    }

    [TestMethod]
    [DataRow("<html>welcome</html>", "text/html", "not JSON")]
    [DataRow("", "", "not JSON")]
    [DataRow("7", TestRegistry.OciIndex, "lists no manifests")]
    [DataRow("{}", TestRegistry.OciManifest, "names no configuration")]
    [DataRow("{}", "application/vnd.docker.distribution.manifest.v1+prettyjws", "obsolete manifest format")]
    [DataRow("""{"mediaType":"application/x"}""", TestRegistry.OciIndex, "says that it is 'application/x'")]
    [DataRow("""{"mediaType":"application/x"}""", "application/json", "'application/x' is not a manifest")]
    [DataRow("""{"config":{"digest":"../../etc"}}""", TestRegistry.OciManifest, "'../../etc' in a manifest is not a digest")]
    [DataRow("""{"manifests":[{"digest":"x","platform":{"os":"linux","architecture":"amd64"}}]}""", TestRegistry.OciIndex, "not a digest")]
    [DataRow("""{"manifests":[{"platform":{"os":"a b","architecture":"--x"}}]}""", TestRegistry.OciIndex, "not a platform")]
    [DataRow("""{"manifests":[{"platform":{"os":"\ud800","architecture":"amd64"}},7,null]} x""", TestRegistry.OciIndex, "not JSON")]
    public async Task Content_that_is_no_manifest_is_an_error(string body, string mediaType, string reason)
    {
        using var server = new HttpServer(new HttpAnswer(200, body, mediaType));

        var diagnostic = await Failure.OfAsync(() => ResolveAsync($"{server.Host}/app"));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.Contains(reason, diagnostic.Message);
    }

    [TestMethod]
    public async Task Content_with_another_digest_than_asked_for_is_an_error()
    {
        using var server = new HttpServer(new HttpAnswer(200, "{}", TestRegistry.OciIndex));

        var diagnostic = await Failure.OfAsync(() => ResolveAsync($"{server.Host}/app@{Sha}"));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.Contains(Sha, diagnostic.Message);
    }

    [TestMethod]
    [DataRow(Sha)]
    [DataRow("sha256:short")]
    public async Task Content_with_another_digest_than_announced_is_an_error(string announced)
    {
        using var server = new HttpServer(
            new HttpAnswer(200, """{"manifests":[]}""", TestRegistry.OciIndex, ("Docker-Content-Digest", announced)));

        var diagnostic = await Failure.OfAsync(() => ResolveAsync($"{server.Host}/app"));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.Contains(announced, diagnostic.Message);
    }

    [TestMethod]
    public async Task A_configuration_with_another_digest_than_the_manifest_names_is_an_error()
    {
        var manifest = TestRegistry.Manifest(ImageDigest.Parse(Sha), 2);
        using var server = new HttpServer(request =>
            new HttpAnswer(200, request.Path.Contains("/blobs/", StringComparison.Ordinal) ? "{}" : manifest, TestRegistry.OciManifest));

        Assert.AreEqual("IMG2013", (await Failure.OfAsync(() => ResolveAsync($"{server.Host}/app"))).Descriptor.Code);
    }

    [TestMethod]
    public async Task An_answer_larger_than_4_MiB_is_not_read_to_its_end()
    {
        using var server = new HttpServer(new HttpAnswer(200, new string(' ', 5 * 1024 * 1024), TestRegistry.OciIndex));

        var diagnostic = await Failure.OfAsync(() => ResolveAsync($"{server.Host}/app"));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.Contains("4 MiB", diagnostic.Message);
    }

    [TestMethod]
    public async Task Redirects_without_end_are_an_error()
    {
        using var server = new HttpServer(new HttpAnswer(307, Headers: ("Location", "/again")));

        var diagnostic = await Failure.OfAsync(() => ResolveAsync($"{server.Host}/app"));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.HasCount(6, server.Requests);
    }

    [TestMethod]
    public async Task A_redirect_to_another_host_does_not_carry_credentials()
    {
        using var other = new HttpServer(new HttpAnswer(200, """{"manifests":[]}""", TestRegistry.OciIndex));
        using var registry = new HttpServer(request => request.Authorization is null
            ? new HttpAnswer(401, Headers: ("WWW-Authenticate", "Basic realm=\"x\""))
            : new HttpAnswer(307, Headers: ("Location", $"http://{other.Host}/elsewhere")));
        using var docker = DockerFolder.WithLogin(registry.Host, "alice", "secret");
        using var client = new RegistryClient(docker.Load());

        await client.ResolveAsync(ImageReference.Parse($"{registry.Host}/app"), SourceLocation.None, CancellationToken.None);

        Assert.IsNotNull(registry.Requests[1].Authorization);
        Assert.IsNull(other.Requests.Single().Authorization);
    }

    [TestMethod]
    public async Task A_token_server_cannot_redirect_an_identity_token()
    {
        using var other = new HttpServer(new HttpAnswer(200, """{"token":"x"}"""));
        using var tokens = new HttpServer(new HttpAnswer(307, Headers: ("Location", $"http://{other.Host}/token")));
        using var registry = new HttpServer(
            new HttpAnswer(401, Headers: ("WWW-Authenticate", $"Bearer realm=\"http://{tokens.Host}/token\"")));
        using var docker = new DockerFolder($$"""{"auths":{"{{registry.Host}}":{"identitytoken":"refresh"} } }""");
        using var client = new RegistryClient(docker.Load());
        var reference = ImageReference.Parse($"{registry.Host}/app");

        var diagnostic = await Failure.OfAsync(() => client.ResolveAsync(reference, SourceLocation.None, CancellationToken.None));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.HasCount(0, other.Requests);
    }

    [TestMethod]
    [DataRow("Digest realm=\"x\"", "neither Bearer nor Basic")]
    [DataRow("Bearer service=\"x\"", "names no token server")]
    [DataRow("Bearer realm=\"file:///etc/passwd\"", "no valid address")]
    public async Task A_challenge_that_cannot_be_answered_is_an_error(string challenge, string reason)
    {
        using var server = new HttpServer(new HttpAnswer(401, Headers: ("WWW-Authenticate", challenge)));

        var diagnostic = await Failure.OfAsync(() => ResolveAsync($"{server.Host}/app"));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.Contains(reason, diagnostic.Message);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("topsecret")]
    [DataRow("""{"token":"a\r\nX-Forged: 1"}""")]
    public async Task An_answer_without_a_usable_token_is_an_error_that_quotes_nothing(string answer)
    {
        using var tokens = new HttpServer(new HttpAnswer(200, answer));
        using var registry = new HttpServer(
            new HttpAnswer(401, Headers: ("WWW-Authenticate", $"Bearer realm=\"http://{tokens.Host}/token\"")));

        var diagnostic = await Failure.OfAsync(() => ResolveAsync($"{registry.Host}/app"));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.DoesNotContain("topsecret", diagnostic.Message);
        Assert.DoesNotContain("X-Forged", diagnostic.Message);
    }

    private Task<RemoteImage> ResolveAsync(string reference) =>
        _client.ResolveAsync(ImageReference.Parse(reference), SourceLocation.None, CancellationToken.None);
}
