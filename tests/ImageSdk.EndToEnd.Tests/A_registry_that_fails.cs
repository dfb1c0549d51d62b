using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What a publish makes of a registry that is not there, or does not let it in.</summary>
[TestClass]
public sealed class A_registry_that_fails
{
    [TestMethod]
    public async Task To_let_us_in_stops_only_the_images_that_go_there_and_their_children()
    {
        await using var tree = new TestTree();
        using var locked = await PrivateRegistry.StartAsync();
        tree.Image("base", "FROM busybox:1.36\nCOPY Dockerfile /base\n");
        tree.Image("refused", "FROM base\nCOPY Dockerfile /refused\n", $"<PropertyGroup><ContainerRegistry>{locked.Host}</ContainerRegistry></PropertyGroup>", "base");
        tree.Image("child", "FROM refused\nCOPY Dockerfile /child\n", parents: "refused");

        var result = await tree.Dotnet("publish", "child/child.imageproj");

        Assert.AreEqual(("IMG4001", tree.PathOf("refused/refused.imageproj")), (result.Error.Code, result.Error.File));
        StringAssert.Contains(result.Error.Text, "401 Unauthorized");
        StringAssert.Contains(result.Error.Text, "docker login");

        // What did go out is said, has a record and is there; nothing else.
        var record = tree.PublishRecord("base");
        StringAssert.Contains(result.Output, $"base -> {record.GetProperty("reference").GetString()}");
        Assert.AreEqual(record.GetProperty("digest").GetString(), (await Registry.ManifestAsync($"{tree.Prefix}/base", "latest"))!.Value.Digest);
        Assert.IsFalse(File.Exists(tree.PathOf("refused/bin/Release/refused.published.json")));
        Assert.IsNull(await Registry.ManifestAsync($"{tree.Prefix}/child", "latest"));
    }

    [TestMethod]
    public async Task To_be_named_is_asked_for()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\nCOPY Dockerfile /\n", "<PropertyGroup><ContainerRegistry /></PropertyGroup>");

        var error = (await tree.Dotnet("publish", "app/app.imageproj")).Error;

        Assert.AreEqual(("IMG4002", tree.PathOf("app/app.imageproj")), (error.Code, error.File));
    }

    [TestMethod]
    public async Task To_answer_at_first_gets_the_image_when_it_is_back()
    {
        await using var tree = new TestTree();
        using var registry = new AwayRegistry();
        tree.Image("app", "FROM busybox:1.36\nCOPY Dockerfile /\n", $"<PropertyGroup><ContainerRegistry>{registry.Host}</ContainerRegistry></PropertyGroup>");
        tree.RecordDockerCalls();

        var publish = tree.Dotnet("publish", "app/app.imageproj");
        await tree.DockerCallsAsync(call => call.Contains("push=true", StringComparison.Ordinal), 2, publish);
        registry.ComeBack();

        Assert.AreEqual(0, (await publish).ExitCode, (await publish).Output);
        Assert.IsEmpty((await publish).Messages);
        Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/app", "latest"));
    }

    [TestMethod]
    public async Task To_answer_at_all_loses_neither_the_image_nor_the_last_record()
    {
        await using var tree = new TestTree();
        using var registry = new AwayRegistry();
        tree.Image("app", "FROM busybox:1.36\nCOPY Dockerfile /\n");
        await tree.DotnetSucceeds("publish", "app/app.imageproj");
        var before = tree.PublishRecord("app").GetRawText();
        tree.RecordDockerCalls();

        var error = (await tree.Dotnet("publish", "app/app.imageproj", $"-p:ContainerRegistry={registry.Host}")).Error;

        Assert.AreEqual(("IMG4003", tree.PathOf("app/app.imageproj")), (error.Code, error.File));
        StringAssert.Contains(error.Text, "connection refused");
        Assert.HasCount(4, tree.TakePushes(), "three more attempts, and no end without an end");
        Assert.AreEqual(before, tree.PublishRecord("app").GetRawText());
        Assert.IsNotNull(await Engine.InspectAsync($"{registry.Host}/{tree.Prefix}/app:latest"));
    }
}
