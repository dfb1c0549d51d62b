using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.Testing;

namespace ImageSdk.Engine.Tests.Registries;

[TestClass]
public sealed class DockerConfigurationTests
{
    // "YWxpY2U6c2VjcmV0" is alice:secret.
    [TestMethod]
    [DataRow("""{"auths":{"r.example.com":{"auth":"YWxpY2U6c2VjcmV0"}}}""")]
    [DataRow("""{"auths":{"r.example.com":{"username":"alice","password":"secret"}}}""")]
    [DataRow("""{"auths":{"https://r.example.com/v1/":{"auth":"YWxpY2U6c2VjcmV0"}}}""")]
    [DataRow("""{"auths":{"other.example.com":{"auth":"eDp5"},"r.example.com":{"auth":"YWxpY2U6c2VjcmV0AAA="}}}""")]
    public async Task A_login_is_found_as_docker_wrote_it(string configuration)
    {
        using var folder = new DockerFolder(configuration);

        var credentials = await folder.Load().FindCredentialsAsync("r.example.com", CancellationToken.None);

        Assert.AreEqual("alice", credentials?.Username);
        Assert.AreEqual("secret", credentials?.Password);
    }

    [TestMethod]
    public async Task A_password_may_hold_colons()
    {
        using var folder = DockerFolder.WithLogin("r.example.com", "alice", "a:b:c");

        var credentials = await folder.Load().FindCredentialsAsync("r.example.com", CancellationToken.None);

        Assert.AreEqual("a:b:c", credentials?.Password);
    }

    [TestMethod]
    public async Task Tokens_in_place_of_a_password_are_found()
    {
        using var folder = new DockerFolder("""
            {"auths":{
              "identity.example.com":{"auth":"MDAwMDo=","identitytoken":"one"},
              "token.example.com":{"registrytoken":"two"}}}
            """);
        var configuration = folder.Load();

        var identity = await configuration.FindCredentialsAsync("identity.example.com", CancellationToken.None);
        var token = await configuration.FindCredentialsAsync("token.example.com", CancellationToken.None);

        Assert.AreEqual("one", identity?.IdentityToken);
        Assert.IsNull(identity?.Password);
        Assert.AreEqual("two", token?.RegistryToken);
    }

    [TestMethod]
    [DataRow(null, DisplayName = "no file")]
    [DataRow("{}", DisplayName = "an empty object")]
    [DataRow("[]", DisplayName = "something else")]
    [DataRow("""{"auths":null,"credHelpers":[],"credsStore":7}""", DisplayName = "members of other kinds")]
    [DataRow("""{"auths":{"r.example.com":{}}}""", DisplayName = "an entry that a credential store left behind")]
    [DataRow("""{"auths":{"r.example.com:5000":{"auth":"YWxpY2U6c2VjcmV0"}}}""", DisplayName = "another port")]
    public async Task Without_a_login_there_are_no_credentials(string? configuration)
    {
        using var folder = new DockerFolder(configuration);

        Assert.IsNull(await folder.Load().FindCredentialsAsync("r.example.com", CancellationToken.None));
    }

    [TestMethod]
    public void Damaged_json_is_an_error_at_its_position_that_quotes_nothing()
    {
        using var folder = new DockerFolder("{\n  \"auths\": { \"r\": { \"password\": topsecret } }\n}");

        var diagnostic = Failure.Of(() => folder.Load());

        Assert.AreEqual("IMG0011", diagnostic.Descriptor.Code);
        Assert.AreEqual(2, diagnostic.Location.Line);
        Assert.AreEqual(Path.Combine(folder.FullName, "config.json"), diagnostic.Location.File);
        Assert.DoesNotContain("topsecret", diagnostic.ToString());
    }

    [TestMethod]
    [DataRow("not base64!")]
    [DataRow("bm8tY29sb24=")]
    public async Task A_damaged_login_is_an_error_that_names_the_registry_and_quotes_nothing(string auth)
    {
        using var folder = new DockerFolder($$"""{"auths":{"r.example.com":{"auth":"{{auth}}"} } }""");
        var configuration = folder.Load();

        var diagnostic = await Failure.OfAsync(() => configuration.FindCredentialsAsync("r.example.com", CancellationToken.None));

        Assert.AreEqual("IMG0011", diagnostic.Descriptor.Code);
        Assert.Contains("r.example.com", diagnostic.Message);
        Assert.DoesNotContain(auth, diagnostic.ToString());
        Assert.DoesNotContain("no-colon", diagnostic.ToString());
    }

    [TestMethod]
    public void Printing_credentials_shows_nothing_of_them()
    {
        var credentials = new RegistryCredentials("alice", "secret", "identity", "token");

        Assert.AreEqual("(redacted)", credentials.ToString());
        Assert.AreEqual("(redacted)", $"{credentials}");
    }

    [TestMethod]
    public void Without_DOCKER_CONFIG_the_configuration_is_in_the_home_directory()
    {
        using var home = new TemporaryDirectory();
        home.Write(".docker/config.json", """{"currentContext":"here"}""");
        var variable = OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME";

        var configuration = DockerConfiguration.Load(new BuildEnvironment([KeyValuePair.Create(variable, home.FullName)], home.FullName));

        Assert.AreEqual("here", configuration.CurrentContext);
        Assert.AreEqual(Path.Combine(home.FullName, ".docker"), configuration.Directory);
    }

    [TestMethod]
    public async Task Whatever_it_holds_it_is_read_or_an_error_at_its_file()
    {
        const string valid = """
            {"auths":{"r.example.com":{"auth":"YWxpY2U6c2VjcmV0"}},"credHelpers":{"other.example.com":""},"credsStore":"","currentContext":"default",
             "cliPluginsExtraDirs":["/plugins"],"proxies":{"default":{"httpProxy":"http://proxy.example:3128","noProxy":"localhost"}}}
            """;
        foreach (var text in JsonMutations.Of(valid))
        {
            using var folder = new DockerFolder(text);
            try
            {
                var configuration = folder.Load();
                _ = (configuration.FindProxies(), configuration.Context, configuration.FindEndpoint());
                _ = configuration.PluginDirectories.Select(path => Path.GetFullPath(Path.Combine(path, "docker-buildx"))).ToList();
                _ = await configuration.FindCredentialsAsync("r.example.com", CancellationToken.None);
            }
            catch (DiagnosticException e)
            {
                Assert.AreEqual(Path.Combine(folder.FullName, "config.json"), e.Diagnostics.Single().Location.File, text);
            }
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_device_in_its_place_is_an_error()
    {
        using var folder = new DockerFolder();
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "config.json"), "/dev/zero");

        var error = Failure.Of(() => folder.Load());

        Assert.AreEqual("IMG0011", error.Descriptor.Code);
        StringAssert.Contains(error.Message, "is a device");
    }

    [TestMethod]
    public void The_proxies_are_those_of_the_engine_or_else_of_all()
    {
        const string text = """{"proxies":{"default":{"httpProxy":"http://a","allProxy":"http://b"},"tcp://one:2375":{"httpsProxy":"http://c"}}}""";
        using var folder = new DockerFolder(text);

        Assert.AreEqual("ALL_PROXY=http://b HTTP_PROXY=http://a", Proxies(folder.Load()));
        Assert.AreEqual("HTTPS_PROXY=http://c", Proxies(folder.Set("DOCKER_HOST", "tcp://one:2375").Load()));

        static string Proxies(DockerConfiguration configuration) => string.Join(' ', configuration.FindProxies().OrderBy(proxy => proxy.Key).Select(proxy => $"{proxy.Key}={proxy.Value}"));
    }
}
