using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>A base that is asked for as a range of versions, through a build argument.</summary>
[TestClass]
public sealed class A_range_of_tags
{
    [TestMethod]
    public async Task Is_locked_to_its_best_tag_until_someone_evaluates_again()
    {
        await using var tree = new TestTree();
        var repository = $"{tree.Prefix}/upstream";
        await UpstreamImage.PushAsync(repository, "1.9-slim", "old", "amd64");
        await UpstreamImage.PushAsync(repository, "1.10-slim", "best", "amd64");
        await UpstreamImage.PushAsync(repository, "1.11", "other suffix", "amd64");
        tree.Image("app", "ARG BASE=busybox:1.36\nFROM ${BASE}\n",
            $"""<ItemGroup><ImageBuildArg Include="BASE" Value="{TestMachine.Registry}/{repository}:1.*-slim" /></ItemGroup>""");

        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.AreEqual("best", (await Engine.LabelsAsync(tree.Tag("app")))["mark"]);

        await UpstreamImage.PushAsync(repository, "1.12-slim", "new", "amd64");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.AreEqual("best", (await Engine.LabelsAsync(tree.Tag("app")))["mark"]);

        await tree.DotnetSucceeds("restore", "app/app.imageproj", "--force-evaluate");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.AreEqual("new", (await Engine.LabelsAsync(tree.Tag("app")))["mark"]);
    }

    [TestMethod]
    public async Task That_no_tag_is_in_is_an_error_where_it_is_used()
    {
        await using var tree = new TestTree();
        await UpstreamImage.PushAsync($"{tree.Prefix}/upstream", "1.9", "old", "amd64");
        tree.Image("app", "ARG BASE=busybox:1.36\nFROM ${BASE}\n",
            $"""<ItemGroup><ImageBuildArg Include="BASE" Value="{TestMachine.Registry}/{tree.Prefix}/upstream:2.*" /></ItemGroup>""");

        var error = (await tree.Dotnet("restore", "app/app.imageproj")).Error;

        Assert.AreEqual(("IMG2015", tree.PathOf("app/Dockerfile"), 2), (error.Code, error.File, error.Line));
        Assert.IsFalse(File.Exists(tree.PathOf("images.lock.json")));
    }
}
