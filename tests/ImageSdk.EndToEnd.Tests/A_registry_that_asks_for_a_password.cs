using System.IO.Compression;
using System.Text;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Credentials come from Docker's own configuration, and are seen nowhere.</summary>
[TestClass]
public sealed class A_registry_that_asks_for_a_password
{
    [TestMethod]
    public async Task Gets_it_from_the_configuration_of_docker_and_nobody_else_does()
    {
        await using var tree = new TestTree();
        using var registry = await PrivateRegistry.StartAsync();
        var digest = await UpstreamImage.PushToAsync(registry.Host, PrivateRegistry.Authorization, "private/base", "1", "secret", "amd64");
        tree.Image("app", $"FROM {registry.Host}/private/base:1\n");
        tree.UseDockerConfiguration();

        var error = (await tree.Dotnet("restore", "app/app.imageproj")).Error;

        Assert.AreEqual(("IMG2011", tree.PathOf("app/Dockerfile"), 1), (error.Code, error.File, error.Line));
        Assert.Contains($"docker login {registry.Host}", error.Text);
        Assert.IsFalse(File.Exists(tree.PathOf("images.lock.json")));

        tree.Write("docker/config.json", $$"""{ "auths": { "{{registry.Host}}": { "auth": "{{PrivateRegistry.Login}}" } } }""");
        var result = await tree.DotnetSucceeds("build", "app/app.imageproj", "-v:diag", "-bl:log.binlog");

        Assert.AreEqual(digest, tree.Lock()[$"{registry.Host}/private/base:1"].Digest);
        Assert.AreEqual("secret", (await Engine.LabelsAsync(tree.Tag("app")))["mark"]);
        var log = Unzip(tree.PathOf("log.binlog"));
        Assert.Contains("RestoreImages", log, "The log is read as it should be.");
        foreach (var secret in new[] { PrivateRegistry.Password, PrivateRegistry.Login })
        {
            Assert.DoesNotContain(secret, result.Output);
            Assert.DoesNotContain(secret, log);
        }
    }

    [TestMethod]
    public async Task Is_not_asked_with_a_configuration_that_cannot_be_read()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM unreachable.invalid/x:1\n");
        tree.Write("docker/config.json", "{ \"auths\": ");
        tree.SetEnvironment("DOCKER_CONFIG", tree.PathOf("docker"));

        var error = (await tree.Dotnet("restore", "app/app.imageproj")).Error;

        Assert.AreEqual(("IMG0011", tree.PathOf("docker/config.json")), (error.Code, error.File));
    }

    /// <summary>The texts of a binary log, which is one zipped stream of strings and numbers.</summary>
    private static string Unzip(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
