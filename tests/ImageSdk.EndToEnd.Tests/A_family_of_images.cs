using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>The main job: images that build on each other, in one command.</summary>
[TestClass]
public sealed class A_family_of_images
{
    [TestMethod]
    public async Task Is_built_parents_first_and_children_share_their_layers()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Image("child", $"FROM {tree.Tag("base")}\nRUN cat /base > /child\n", parents: "base");

        await tree.DotnetSucceeds("build", "child/child.imageproj");

        Assert.AreEqual("base", await Engine.OutputAsync(tree.Tag("child"), "cat", "/child"));
        var (baseLayers, childLayers) = (await Engine.LayersAsync(tree.Tag("base")), await Engine.LayersAsync(tree.Tag("child")));
        CollectionAssert.AreEqual(baseLayers, childLayers.Take(baseLayers.Length).ToArray());
        Assert.HasCount(baseLayers.Length + 1, childLayers);
    }

    [TestMethod]
    public async Task Starts_no_docker_process_when_nothing_changed()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Write("base/file", "one");
        tree.Image("child", "FROM base\nRUN cat /file > /child\n", parents: "base");
        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        Assert.AreEqual(2, tree.TakeDockerCalls().Count(c => c.StartsWith("buildx build ", StringComparison.Ordinal)));

        await tree.DotnetSucceeds("build", "child/child.imageproj");

        Assert.IsEmpty(tree.TakeDockerCalls());
    }
}
