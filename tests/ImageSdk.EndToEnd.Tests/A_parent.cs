using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>How an image reaches the images that build on it.</summary>
[TestClass]
public sealed class A_parent
{
    [TestMethod]
    public async Task Is_known_to_its_children_by_full_tag_by_tag_without_registry_and_by_project_name()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n", "<PropertyGroup><ContainerImageTags>1.0;latest</ContainerImageTags></PropertyGroup>");
        tree.Image("full", $"FROM {tree.Tag("base", "1.0")}\n", parents: "base");
        tree.Image("short", $"FROM {tree.Prefix}/base:1.0\n", parents: "base");
        tree.Image("untagged", $"FROM {tree.Prefix}/base\n", parents: "base");
        tree.Image("named", "ARG BASE=ba\nFROM ${BASE}se\n", parents: "base");
        tree.Image("copying", "FROM busybox:1.36\nCOPY --from=base /base /copied\nRUN --mount=from=base,target=/b cat /b/base > /mounted\n", parents: "base");
        string[] projects = ["full", "short", "untagged", "named", "copying"];
        tree.Solution("family.slnx", [.. projects.Append("base").Select(p => $"{p}/{p}.imageproj")]);

        await tree.DotnetSucceeds("build", "family.slnx");

        var layers = await Engine.LayersAsync(tree.Tag("base"));
        foreach (var child in projects[..^1]) CollectionAssert.AreEqual(layers, await Engine.LayersAsync(tree.Tag(child)), child);
        Assert.AreEqual("base\nbase", await Engine.OutputAsync(tree.Tag("copying"), "cat", "/copied", "/mounted"));
        CollectionAssert.AreEqual(new[] { "docker.io/library/busybox:1.36" }, tree.Lock().Keys.ToArray());
        var labels = await Engine.LabelsAsync(tree.Tag("named"));
        Assert.AreEqual(tree.Tag("base", "1.0"), labels["org.opencontainers.image.base.name"]);
        Assert.AreEqual(ImageRecordFile.Read(tree, "base").Digest, labels["org.opencontainers.image.base.digest"]);
    }

    [TestMethod]
    public async Task Is_taken_by_its_digest_and_not_by_a_tag_that_someone_moved()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Image("child", $"FROM {tree.Tag("base")}\nRUN cp /base /child\n", parents: "base");
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        var layers = await Engine.LayersAsync(tree.Tag("base"));
        await Engine.RunAsync("tag", tree.Tag("child"), tree.Tag("base"));
        tree.Write("child/Dockerfile", $"FROM {tree.Tag("base")}\nRUN cp /base /child2\n");

        await tree.DotnetSucceeds("build", "child/child.imageproj", "--no-restore", "-p:BuildProjectReferences=false");

        CollectionAssert.AreEqual(layers, (await Engine.LayersAsync(tree.Tag("child")))[..^1]);
        CollectionAssert.AreNotEqual(layers, await Engine.LayersAsync(tree.Tag("base")), "The tag was not moved.");
    }
}
