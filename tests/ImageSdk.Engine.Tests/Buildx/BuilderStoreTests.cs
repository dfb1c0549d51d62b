using System.Security.Cryptography;
using System.Text;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Buildx;

/// <summary>The builder that buildx would build with, by the files and variables that it goes by.</summary>
[TestClass]
public sealed class BuilderStoreTests
{
    private const string Engine = "unix:///run/engine.sock";

    [TestMethod]
    [DataRow("", "", "", "", DisplayName = "without any choice")]
    [DataRow("FLEET", "other", """{"Key":"unix:///run/engine.sock","Name":"other"}""", "fleet", DisplayName = "the project's, in any case")]
    [DataRow("default", "other", """{"Key":"unix:///run/engine.sock","Name":"other"}""", "", DisplayName = "the engine, by its name")]
    [DataRow("nowhere", "", "", "nowhere", DisplayName = "one that does not exist")]
    [DataRow("../instances/fleet", "", "", "../instances/fleet", DisplayName = "what is no name")]
    [DataRow("", "other", """{"Key":"unix:///run/engine.sock","Name":"fleet"}""", "other", DisplayName = "BUILDX_BUILDER")]
    [DataRow("", "default", """{"Key":"unix:///run/engine.sock","Name":"fleet"}""", "", DisplayName = "the engine, by BUILDX_BUILDER")]
    [DataRow("", "", """{"Key":"unix:///run/engine.sock","Name":"fleet","Global":false}""", "fleet", DisplayName = "the one in use")]
    [DataRow("", "", """{"Key":"unix:///run/engine.sock","Name":"","Global":false}""", "", DisplayName = "the engine in use")]
    [DataRow("", "", """{"Key":"unix:///run/engine.sock","Name":"removed"}""", "", DisplayName = "one in use that was removed")]
    [DataRow("", "", """{"Key":"tcp://far:2375","Name":"fleet","Global":false}""", "", DisplayName = "one in use with another engine")]
    [DataRow("", "", """{"Key":"tcp://far:2375","Name":"fleet","Global":true}""", "fleet", DisplayName = "one in use with all engines")]
    public void The_builder_is_found_as_buildx_finds_it(string chosen, string variable, string current, string expected)
    {
        using var folder = new DockerFolder().Set("DOCKER_HOST", Engine).Set("BUILDX_BUILDER", variable);
        folder.Write("buildx/instances/fleet", "{}");
        folder.Write("buildx/instances/other", "{}");
        if (current.Length > 0) folder.Write("buildx/current", current);

        Assert.AreEqual(expected, new BuilderStore(folder.Load()).Find(chosen));
    }

    [TestMethod]
    public void The_engine_of_a_context_has_a_default_and_goes_by_the_name_of_the_context()
    {
        using var folder = new DockerFolder("""{"currentContext":"far"}""");
        folder.Write("buildx/instances/fleet", "{}");
        var store = new BuilderStore(folder.Load());
        Assert.AreEqual("", store.Find("far"));
        Assert.AreEqual("default", store.Find("default"));
        Assert.AreEqual("", store.Find(""));

        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("far")))[..20];
        folder.Write($"buildx/defaults/{id}", "fleet");
        Assert.AreEqual("fleet", store.Find(""));

        folder.Write("buildx/current", """{"Key":"far","Name":"","Global":false}""");
        Assert.AreEqual("fleet", store.Find(""), "a choice that was forgotten is the default again, as in buildx");
    }

    [TestMethod]
    public void BUILDX_CONFIG_says_where_buildx_keeps_its_files()
    {
        using var folder = new DockerFolder().Set("DOCKER_HOST", Engine);
        folder.Set("BUILDX_CONFIG", Path.Combine(folder.FullName, "elsewhere"));
        folder.Write("elsewhere/instances/fleet", "{}");
        folder.Write("elsewhere/current", """{"Key":"unix:///run/engine.sock","Name":"fleet"}""");

        Assert.AreEqual("fleet", new BuilderStore(folder.Load()).Find(""));
    }

    [TestMethod]
    public void A_damaged_file_is_an_error_that_names_it()
    {
        using var folder = new DockerFolder().Set("DOCKER_HOST", Engine);
        var file = folder.Write("buildx/current", "{");

        var diagnostic = Failure.Of(() => new BuilderStore(folder.Load()).Find(""));

        Assert.AreEqual(("IMG0011", file), (diagnostic.Descriptor.Code, diagnostic.Location.File));
    }
}
