using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Tests.Registries;

/// <summary>
/// What must not leave an encrypted connection. Checked where it is decided: no test has a certificate that the system
/// trusts.
/// </summary>
[TestClass]
public sealed class EncryptionTests
{
    [TestMethod]
    [DataRow("localhost:5000", true)]
    [DataRow("127.0.0.1", true)]
    [DataRow("127.8.9.1:5000", true)]
    [DataRow("[::1]:5000", true)]
    [DataRow("10.1.2.3:5000", true)]
    [DataRow("registry.corp:5000", true)]
    [DataRow("registry.corp", false)]
    [DataRow("11.1.2.3", false)]
    [DataRow("[::2]:5000", false)]
    [DataRow("localhost.example.com", false)]
    [DataRow("127.0.0.1.example.com", false)]
    [DataRow("docker.io", false)]
    public void Only_loopback_and_listed_registries_are_spoken_to_in_plain_http(string domain, bool isPlain)
    {
        var endpoint = RegistryEndpoint.Registry(domain, new InsecureRegistries(["10.0.0.0/8", "registry.corp:5000"]));

        Assert.AreEqual(isPlain ? "http" : "https", endpoint.Address.Scheme);
    }

    [TestMethod]
    public async Task An_encrypted_registry_cannot_send_credentials_to_a_token_server_that_is_not()
    {
        using var transport = new RegistryTransport(BuildEnvironment.OfProcess(Path.GetTempPath()));
        var endpoint = RegistryEndpoint.Registry("registry.example.com", new InsecureRegistries([]));
        var challenge = Challenge("Bearer realm=\"http://registry.example.com/token\"");

        var failure = await Assert.ThrowsExactlyAsync<RegistryFailure>(() => new TokenClient(transport).GetAsync(
            endpoint, "app", challenge, new RegistryCredentials("alice", "secret"), CancellationToken.None));

        Assert.AreEqual(RegistryFailureKind.Invalid, failure.Kind);
        Assert.Contains("not encrypted", failure.Reason);
    }

    [TestMethod]
    [DataRow("https://a.example.com/x", "https://b.example.com/y", "https://b.example.com/y")]
    [DataRow("https://a.example.com/x", "/y", "https://a.example.com/y")]
    [DataRow("http://a.example.com/x", "https://b.example.com/y", "https://b.example.com/y")]
    [DataRow("https://a.example.com/x", "http://a.example.com/x", null)]
    [DataRow("http://a.example.com/x", "file:///etc/passwd", null)]
    public void A_redirect_never_leaves_encryption(string from, string location, string? expected)
    {
        var request = new RegistryRequest(HttpMethod.Get, new Uri(from));
        Uri Follow() => RegistryTransport.Follow(request, request.Address, new Uri(location, UriKind.RelativeOrAbsolute));

        if (expected is null)
            Assert.AreEqual(RegistryFailureKind.Invalid, Assert.ThrowsExactly<RegistryFailure>(() => Follow()).Kind);
        else
            Assert.AreEqual(expected, Follow().AbsoluteUri);
    }

    [TestMethod]
    [DataRow("Bearer realm=\"https://a/t\",service=\"s\",scope=\"repository:x:pull,push\"", "https://a/t", "s", "repository:x:pull,push")]
    [DataRow("bearer Realm=\"https://a/t\" , SERVICE=plain", "https://a/t", "plain", null)]
    [DataRow("Basic realm=\"a, Bearer realm=b\", Bearer realm=\"https://a/t\"", "https://a/t", null, null)]
    [DataRow("Bearer realm=\"a \\\"quoted\\\" b\",service=\"\"", "a \"quoted\" b", null, null)]
    public void The_parameters_of_a_challenge_are_read(string header, string realm, string? service, string? scope)
    {
        var challenge = Challenge(header);

        Assert.AreEqual(realm, challenge.Get("realm"));
        Assert.AreEqual(service, challenge.Get("service"));
        Assert.AreEqual(scope, challenge.Get("scope"));
    }

    private static AuthenticationChallenge Challenge(string header)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", header);
        return AuthenticationChallenge.Find(response.Headers, "Bearer") ?? throw new AssertFailedException("no challenge");
    }
}
