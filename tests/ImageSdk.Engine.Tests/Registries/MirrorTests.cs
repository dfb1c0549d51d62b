using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.Testing;
using ImageSdk.References;

namespace ImageSdk.Engine.Tests.Registries;

[TestClass]
public sealed class MirrorTests : IDisposable
{
    private readonly DockerFolder _docker = new();

    public void Dispose() => _docker.Dispose();

    [TestMethod]
    public async Task A_mirror_is_asked_for_the_images_of_Docker_Hub()
    {
        var registry = TestRegistry.Shared;
        var repository = TestRegistry.NewRepository("library");
        var digest = await registry.PushImageAsync(repository, "3.11-slim");
        using var client = Client(registry.Address);

        var image = await client.ResolveAsync(
            ImageReference.Parse($"{repository["library/".Length..]}:3.11-slim"), SourceLocation.None, CancellationToken.None);

        Assert.AreEqual(digest, image.Digest);
    }

    [TestMethod]
    public async Task Where_a_mirror_lacks_an_image_or_is_away_the_next_is_asked()
    {
        var registry = TestRegistry.Shared;
        var repository = TestRegistry.NewRepository();
        var digest = await registry.PushImageAsync(repository, "1.0");
        using var empty = await RegistryProcess.StartAsync("");
        using var broken = new HttpServer(new HttpAnswer(200, "<html>welcome</html>", "text/html"));
        using var away = new HttpServer(new HttpAnswer(200));
        away.Dispose();
        using var client = Client(AddressOf(empty.Host), AddressOf(away.Host), AddressOf(broken.Host), registry.Address);

        var image = await client.ResolveAsync(
            ImageReference.Parse($"docker.io/{repository}:1.0"), SourceLocation.None, CancellationToken.None);

        Assert.AreEqual(digest, image.Digest);
    }

    [TestMethod]
    public async Task A_mirror_that_is_away_is_waited_for_once()
    {
        var registry = TestRegistry.Shared;
        var repository = TestRegistry.NewRepository();
        await registry.PushImageAsync(repository, "1.0");
        using var failing = new HttpServer(new HttpAnswer(503));
        using var client = Client(AddressOf(failing.Host), registry.Address);
        var reference = ImageReference.Parse($"docker.io/{repository}:1.0");

        await client.ResolveAsync(reference, SourceLocation.None, CancellationToken.None);
        var afterFirst = failing.Requests.Count;
        await client.ResolveAsync(reference, SourceLocation.None, CancellationToken.None);

        Assert.AreEqual(4, afterFirst);
        Assert.HasCount(4, failing.Requests);
    }

    [TestMethod]
    public async Task A_path_of_a_mirror_stays_before_the_request()
    {
        using var server = new HttpServer(new HttpAnswer(200, """{"tags":["1.0"]}"""));
        using var client = Client(new Uri($"http://{server.Host}/hub"));

        await client.ListTagsAsync(ImageReference.Parse("nvidia/cuda"), SourceLocation.None, CancellationToken.None);

        Assert.AreEqual("/hub/v2/nvidia/cuda/tags/list?n=1000", server.Requests.Single().Path);
    }

    [TestMethod]
    public async Task Mirrors_are_not_asked_for_images_of_other_registries()
    {
        using var mirror = new HttpServer(new HttpAnswer(404));
        using var client = Client(AddressOf(mirror.Host));
        var registry = TestRegistry.Shared;
        var repository = TestRegistry.NewRepository();
        await registry.PushImageAsync(repository, "1.0");

        await client.ResolveAsync(registry.Reference(repository, "1.0"), SourceLocation.None, CancellationToken.None);

        Assert.HasCount(0, mirror.Requests);
    }

    [TestMethod]
    public async Task Where_no_mirror_has_an_image_Docker_Hub_is_asked_and_the_error_names_both()
    {
        using var empty = await RegistryProcess.StartAsync("");
        using var client = Client(AddressOf(empty.Host));
        // No one has this name on Docker Hub: found out there, or not reached from here, it is an error about it.
        var reference = ImageReference.Parse($"imagesdk-{Guid.NewGuid():n}:1.0");

        var diagnostic = await Failure.OfAsync(() => client.ResolveAsync(reference, SourceLocation.None, CancellationToken.None));

        Assert.IsTrue(diagnostic.Descriptor.Code is "IMG2010" or "IMG2011" or "IMG2012", diagnostic.Descriptor.Code);
        Assert.StartsWith("docker.io ", diagnostic.Message);
        Assert.Contains($"The mirror http://{empty.Host} was asked before: it does not have it.", diagnostic.Message);
        Assert.Contains("add a ProjectReference", diagnostic.Message);
    }

    [TestMethod]
    [DataRow("ftp://mirror.example.com")]
    [DataRow("mirror.example.com")]
    public void A_mirror_without_a_web_address_is_refused(string address) =>
        Assert.ThrowsExactly<ArgumentException>(() => Client(new Uri(address, UriKind.RelativeOrAbsolute)));

    private RegistryClient Client(params Uri[] mirrors) => new(_docker.Load(), new RegistryClientOptions { Mirrors = mirrors });

    private static Uri AddressOf(string host) => new($"http://{host}");
}
