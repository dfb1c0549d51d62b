using System.Net.Http.Headers;
using System.Text;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.Testing;

namespace ImageSdk.Engine.Tests.Registries;

/// <summary>Against real registries that ask who the user is.</summary>
[TestClass]
public sealed class AuthenticationTests
{
    private const string Basic = """
        auth:
          htpasswd:
            realm: test
            path: {directory}/htpasswd
        """;

    // alice and the password of TokenServer.Password, with bcrypt: the only hash that the registry takes.
    private static readonly (string, string) Accounts =
        ("htpasswd", "alice:$2b$05$abcdefghijklmnopqrstuu1Uu84v11glUzUIYqnv1xIIPMk8cfLlK\n");

    [TestMethod]
    public async Task Basic_authentication_uses_the_login_of_Docker()
    {
        using var process = await RegistryProcess.StartAsync(Basic, Accounts);
        var digest = await new TestRegistry(process.Host, BasicHeader()).PushImageAsync("app", "1.0");
        using var docker = DockerFolder.WithLogin(process.Host, TokenServer.User, TokenServer.Password);

        Assert.AreEqual(digest, (await ResolveAsync(process, docker)).Digest);
    }

    [TestMethod]
    public async Task Basic_authentication_uses_a_credential_helper()
    {
        using var process = await RegistryProcess.StartAsync(Basic, Accounts);
        var digest = await new TestRegistry(process.Host, BasicHeader()).PushImageAsync("app", "1.0");
        using var docker = new DockerFolder("""{"credsStore":"test"}""").AddHelper(
            "test", $$"""printf '{"Username":"{{TokenServer.User}}","Secret":"{{TokenServer.Password}}"}'""");

        Assert.AreEqual(digest, (await ResolveAsync(process, docker)).Digest);
    }

    [TestMethod]
    public async Task Without_a_login_the_error_says_which_to_run()
    {
        using var process = await RegistryProcess.StartAsync(Basic, Accounts);
        using var docker = new DockerFolder();

        var diagnostic = await Failure.OfAsync(() => ResolveAsync(process, docker));

        Assert.AreEqual("IMG2011", diagnostic.Descriptor.Code);
        Assert.Contains($"'docker login {process.Host}'", diagnostic.Message);
    }

    [TestMethod]
    public async Task A_refused_login_is_an_error_that_shows_no_secret()
    {
        using var process = await RegistryProcess.StartAsync(Basic, Accounts);
        using var docker = DockerFolder.WithLogin(process.Host, TokenServer.User, "topsecret");

        var exception = await Assert.ThrowsExactlyAsync<DiagnosticException>(() => ResolveAsync(process, docker));

        Assert.AreEqual("IMG2011", exception.Diagnostics.Single().Descriptor.Code);
        Assert.DoesNotContain("topsecret", exception.ToString());
        Assert.DoesNotContain(Convert.ToBase64String("alice:topsecret"u8), exception.ToString());
    }

    [TestMethod]
    public async Task A_broken_credential_helper_is_named_when_the_registry_refuses()
    {
        using var process = await RegistryProcess.StartAsync(Basic, Accounts);
        using var docker = new DockerFolder("""{"credsStore":"gone"}""").Set("PATH", "/nowhere");

        var diagnostic = await Failure.OfAsync(() => ResolveAsync(process, docker));

        Assert.AreEqual("IMG2011", diagnostic.Descriptor.Code);
        Assert.Contains("docker-credential-gone", diagnostic.Message);
    }

    [TestMethod]
    public async Task A_public_image_needs_neither_login_nor_credential_helper()
    {
        using var tokens = new TokenServer(publicRepository: "app");
        using var process = await RegistryProcess.StartAsync(tokens.RegistryConfiguration, tokens.CertificateFile);
        var digest = await PushAsync(process, tokens);
        using var docker = new DockerFolder("""{"credsStore":"gone"}""").Set("PATH", "/nowhere");

        Assert.AreEqual(digest, (await ResolveAsync(process, docker)).Digest);
        Assert.IsNull(tokens.Requests.Single().Authorization);
    }

    [TestMethod]
    public async Task A_token_is_got_with_the_login_of_Docker_once_for_a_repository()
    {
        using var tokens = new TokenServer();
        using var process = await RegistryProcess.StartAsync(tokens.RegistryConfiguration, tokens.CertificateFile);
        var digest = await PushAsync(process, tokens);
        using var docker = DockerFolder.WithLogin(process.Host, TokenServer.User, TokenServer.Password);
        using var client = new RegistryClient(docker.Load());
        var reference = new TestRegistry(process.Host).Reference("app", "1.0");

        // The manifest, its configuration and the tags: three requests, one token.
        Assert.AreEqual(digest, (await client.ResolveAsync(reference, SourceLocation.None, CancellationToken.None)).Digest);
        Assert.Contains("1.0", await client.ListTagsAsync(reference, SourceLocation.None, CancellationToken.None));
        Assert.HasCount(1, tokens.Requests);
    }

    [TestMethod]
    public async Task An_identity_token_is_posted_as_a_refresh_token()
    {
        using var tokens = new TokenServer();
        using var process = await RegistryProcess.StartAsync(tokens.RegistryConfiguration, tokens.CertificateFile);
        var digest = await PushAsync(process, tokens);
        using var docker = new DockerFolder(
            $$"""{"auths":{"{{process.Host}}":{"auth":"MDAwMDo=","identitytoken":"{{TokenServer.RefreshToken}}"} } }""");

        Assert.AreEqual(digest, (await ResolveAsync(process, docker)).Digest);
        Assert.AreEqual("POST", tokens.Requests.Single().Method);
    }

    [TestMethod]
    public async Task A_registry_token_is_sent_as_it_is()
    {
        using var tokens = new TokenServer();
        using var process = await RegistryProcess.StartAsync(tokens.RegistryConfiguration, tokens.CertificateFile);
        var digest = await PushAsync(process, tokens);
        using var docker = new DockerFolder(
            $$"""{"auths":{"{{process.Host}}":{"registrytoken":"{{tokens.CreateToken("app", "pull")}}"} } }""");

        Assert.AreEqual(digest, (await ResolveAsync(process, docker)).Digest);
        Assert.HasCount(0, tokens.Requests);
    }

    [TestMethod]
    [DataRow(null, "gives no token without a login", DisplayName = "no login")]
    [DataRow("topsecret", "refuses the login", DisplayName = "a wrong password")]
    public async Task A_token_server_that_refuses_is_an_error_that_says_which_login_to_run(string? password, string reason)
    {
        using var tokens = new TokenServer();
        using var process = await RegistryProcess.StartAsync(tokens.RegistryConfiguration, tokens.CertificateFile);
        using var docker = password is null ? new DockerFolder() : DockerFolder.WithLogin(process.Host, TokenServer.User, password);

        var diagnostic = await Failure.OfAsync(() => ResolveAsync(process, docker));

        Assert.AreEqual("IMG2011", diagnostic.Descriptor.Code);
        Assert.Contains(reason, diagnostic.Message);
        Assert.Contains($"'docker login {process.Host}'", diagnostic.Message);
        Assert.DoesNotContain("topsecret", diagnostic.Message);
    }

    [TestMethod]
    public async Task An_expired_token_is_replaced()
    {
        var valid = "first";
        using var tokens = new HttpServer(_ => new HttpAnswer(200, $$"""{"token":"{{valid}}"}"""));
        using var registry = new HttpServer(request => request.Authorization == $"Bearer {valid}"
            ? new HttpAnswer(200, """{"tags":["a"]}""")
            : new HttpAnswer(401, Headers: ("WWW-Authenticate", $"Bearer realm=\"http://{tokens.Host}/token\"")));
        using var docker = new DockerFolder();
        using var client = new RegistryClient(docker.Load());
        var reference = new TestRegistry(registry.Host).Reference("app");

        await client.ListTagsAsync(reference, SourceLocation.None, CancellationToken.None);
        valid = "second";
        await client.ListTagsAsync(reference, SourceLocation.None, CancellationToken.None);

        Assert.HasCount(2, tokens.Requests);
        Assert.AreEqual("/token?scope=repository%3Aapp%3Apull", tokens.Requests[0].Path);
    }

    [TestMethod]
    public async Task A_credential_helper_is_asked_once_a_registry()
    {
        using var process = await RegistryProcess.StartAsync(Basic, Accounts);
        var registry = new TestRegistry(process.Host, BasicHeader());
        string[] repositories = ["a", "b", "c", "d"];
        foreach (var repository in repositories)
            await registry.PushImageAsync(repository, "1.0");
        using var docker = new DockerFolder("""{"credsStore":"test"}""");
        var count = Path.Combine(docker.FullName, "count");
        docker.AddHelper(
            "test",
            $$"""echo asked >> '{{count}}'; printf '{"Username":"{{TokenServer.User}}","Secret":"{{TokenServer.Password}}"}'""");
        using var client = new RegistryClient(docker.Load());

        await Task.WhenAll(repositories.Select(repository =>
            client.ResolveAsync(registry.Reference(repository, "1.0"), SourceLocation.None, CancellationToken.None)));

        Assert.HasCount(1, await File.ReadAllLinesAsync(count));
    }

    private static async Task<RemoteImage> ResolveAsync(RegistryProcess process, DockerFolder docker)
    {
        using var client = new RegistryClient(docker.Load());
        var reference = new TestRegistry(process.Host).Reference("app", "1.0");
        return await client.ResolveAsync(reference, SourceLocation.None, CancellationToken.None);
    }

    private static Task<References.ImageDigest> PushAsync(RegistryProcess process, TokenServer tokens) => new TestRegistry(
        process.Host, new AuthenticationHeaderValue("Bearer", tokens.CreateToken("app", "pull,push"))).PushImageAsync("app", "1.0");

    private static AuthenticationHeaderValue BasicHeader() => new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TokenServer.User}:{TokenServer.Password}")));
}
