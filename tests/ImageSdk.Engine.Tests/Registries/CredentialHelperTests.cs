using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Registries;

/// <summary>The helpers are real programs: shell scripts that speak the protocol of docker-credential-helpers.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class CredentialHelperTests
{
    private const string EchoServer =
        """read server; [ "$1" = get ] || exit 9; printf '{"ServerURL":"%s","Username":"of %s","Secret":"secret"}' "$server" "$server" """;

    [TestMethod]
    public async Task The_helper_gets_the_registry_on_its_standard_input()
    {
        using var folder = new DockerFolder("""{"credsStore":"test"}""").AddHelper("test", EchoServer);

        var credentials = await folder.Load().FindCredentialsAsync("r.example.com:5000", CancellationToken.None);

        Assert.AreEqual("of r.example.com:5000", credentials?.Username);
        Assert.AreEqual("secret", credentials?.Password);
    }

    [TestMethod]
    public async Task A_registry_with_its_own_helper_does_not_use_the_common_store()
    {
        using var folder = new DockerFolder("""{"credsStore":"missing","credHelpers":{"r.example.com":"test"}}""")
            .AddHelper("test", EchoServer);

        var credentials = await folder.Load().FindCredentialsAsync("r.example.com", CancellationToken.None);

        Assert.AreEqual("of r.example.com", credentials?.Username);
    }

    [TestMethod]
    public async Task A_user_named_token_means_an_identity_token()
    {
        using var folder = new DockerFolder("""{"credsStore":"test"}""")
            .AddHelper("test", """printf '{"Username":"<token>","Secret":"refresh"}'""");

        var credentials = await folder.Load().FindCredentialsAsync("r.example.com", CancellationToken.None);

        Assert.AreEqual("refresh", credentials?.IdentityToken);
        Assert.IsNull(credentials?.Username);
    }

    [TestMethod]
    public async Task A_store_without_an_entry_is_no_error()
    {
        using var folder = new DockerFolder("""{"credsStore":"test"}""")
            .AddHelper("test", "echo credentials not found in native keychain; exit 1");

        Assert.IsNull(await folder.Load().FindCredentialsAsync("r.example.com", CancellationToken.None));
    }

    [TestMethod]
    [DataRow("echo the keychain is locked; exit 1", "the keychain is locked", DisplayName = "it fails")]
    [DataRow("echo on stderr >&2; exit 3", "exit code 3: on stderr", DisplayName = "it fails in another way")]
    [DataRow("echo topsecret", "not JSON", DisplayName = "its answer is no JSON")]
    public async Task A_helper_that_fails_is_an_error_that_says_why(string script, string reason)
    {
        using var folder = new DockerFolder("""{"credsStore":"test"}""").AddHelper("test", script);
        var configuration = folder.Load();

        var diagnostic = await Failure.OfAsync(() => configuration.FindCredentialsAsync("r.example.com", CancellationToken.None));

        Assert.AreEqual("IMG2014", diagnostic.Descriptor.Code);
        Assert.Contains("'docker-credential-test'", diagnostic.Message);
        Assert.Contains(reason, diagnostic.Message);
        Assert.DoesNotContain("topsecret", diagnostic.ToString());
    }

    [TestMethod]
    public async Task A_helper_is_looked_for_on_the_PATH_and_not_in_the_working_directory()
    {
        using var folder = new DockerFolder("""{"credsStore":"test"}""").AddHelper("test", EchoServer).Set("PATH", ".:/nowhere");
        var configuration = folder.Load();

        var diagnostic = await Failure.OfAsync(() => configuration.FindCredentialsAsync("r.example.com", CancellationToken.None));

        Assert.AreEqual("IMG2014", diagnostic.Descriptor.Code);
        Assert.Contains("not on the PATH", diagnostic.Message);
    }

    [TestMethod]
    public async Task Cancelling_ends_a_helper_that_waits()
    {
        using var folder = new DockerFolder("""{"credsStore":"test"}""").AddHelper("test", "exec sleep 60");
        var configuration = folder.Load();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => configuration.FindCredentialsAsync("r.example.com", cancellation.Token));
    }
}
