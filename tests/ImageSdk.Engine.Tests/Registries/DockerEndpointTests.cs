using System.Security.Cryptography;
using System.Text;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Registries;

[TestClass]
public sealed class DockerEndpointTests
{
    [TestMethod]
    public void Without_any_setting_the_engine_is_where_docker_installs_it()
    {
        using var folder = new DockerFolder();

        var expected = OperatingSystem.IsWindows() ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
        Assert.AreEqual(new DockerEndpoint(expected), folder.Load().FindEndpoint());
    }

    [TestMethod]
    public void The_context_in_use_says_where_the_engine_is()
    {
        using var folder = new DockerFolder("""{"currentContext":"far"}""");
        AddContext(folder, "far", "ssh://me@far.example.com");

        Assert.AreEqual(new DockerEndpoint("ssh://me@far.example.com", "far"), folder.Load().FindEndpoint());
    }

    [TestMethod]
    public void DOCKER_CONTEXT_overrides_the_context_in_use()
    {
        using var folder = new DockerFolder("""{"currentContext":"far"}""").Set("DOCKER_CONTEXT", "near");
        AddContext(folder, "far", "tcp://far:2375");
        AddContext(folder, "near", "tcp://near:2375");

        Assert.AreEqual(new DockerEndpoint("tcp://near:2375", "near"), folder.Load().FindEndpoint());
    }

    [TestMethod]
    public void The_context_default_is_the_default_address()
    {
        using var folder = new DockerFolder("""{"currentContext":"far"}""").Set("DOCKER_CONTEXT", "default");

        Assert.IsNull(folder.Load().FindEndpoint().Context);
    }

    [TestMethod]
    public void DOCKER_HOST_overrides_all_contexts()
    {
        using var folder = new DockerFolder("""{"currentContext":"far"}""")
            .Set("DOCKER_CONTEXT", "missing").Set("DOCKER_HOST", "unix:///run/other.sock");

        Assert.AreEqual(new DockerEndpoint("unix:///run/other.sock"), folder.Load().FindEndpoint());
    }

    [TestMethod]
    [DataRow("far", "tcp://far:2375")]
    [DataRow("far:1234", "tcp://far:1234")]
    [DataRow("tcp://far", "tcp://far:2375")]
    [DataRow("ssh://me@far", "ssh://me@far")]
    public void An_address_is_completed_as_docker_completes_it(string host, string expected)
    {
        using var folder = new DockerFolder().Set("DOCKER_HOST", host);

        Assert.AreEqual(new DockerEndpoint(expected), folder.Load().FindEndpoint());
    }

    [TestMethod]
    [DataRow("DOCKER_TLS_VERIFY")]
    [DataRow("DOCKER_TLS")]
    public void The_environment_can_ask_for_encryption(string variable)
    {
        using var folder = new DockerFolder().Set("DOCKER_HOST", "tcp://far:2376").Set(variable, "1");

        Assert.AreEqual(new DockerEndpoint("tcp://far:2376", null, IsEncrypted: true), folder.Load().FindEndpoint());
    }

    [TestMethod]
    public void A_context_with_certificates_is_encrypted()
    {
        using var folder = new DockerFolder("""{"currentContext":"far"}""");
        var id = AddContext(folder, "far", "tcp://far:2376");
        folder.Write($"contexts/tls/{id}/docker/ca.pem", "");

        Assert.IsTrue(folder.Load().FindEndpoint().IsEncrypted);
    }

    [TestMethod]
    public void A_context_that_does_not_exist_is_an_error_that_names_it()
    {
        using var folder = new DockerFolder("""{"currentContext":"../gone"}""");
        var configuration = folder.Load();

        var diagnostic = Failure.Of(() => configuration.FindEndpoint());

        Assert.AreEqual("IMG0012", diagnostic.Descriptor.Code);
        Assert.Contains("'../gone'", diagnostic.Message);
    }

    private static string AddContext(DockerFolder folder, string name, string host)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        folder.Write(
            $"contexts/meta/{id}/meta.json",
            $$"""{"Name":"{{name}}","Metadata":{},"Endpoints":{"docker":{"Host":"{{host}}","SkipTLSVerify":false} } }""");
        return id;
    }
}
