using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>It can build an image, but none from a parent's digest.</summary>
[TestClass]
public sealed class An_engine_without_the_containerd_image_store
{
    [TestMethod]
    public async Task Builds_single_images_and_is_refused_for_families_caches_and_publishes()
    {
        await using var tree = new TestTree();
        using var engine = await OldEngine.StartAsync();
        tree.SetEnvironment("DOCKER_HOST", engine.Host);
        tree.Image("base", "FROM scratch\nCOPY file /file\n", "<PropertyGroup><ImageCache>none</ImageCache></PropertyGroup>");
        tree.Write("base/file", "one");
        tree.Image("child", "FROM base\nCOPY --from=base /file /child\n", parents: "base");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "base/base.imageproj");
        Assert.HasCount(1, ImageRecordFile.Read(tree, "base").Layers);
        Assert.AreEqual("base", tree.TakeBuilt());
        await tree.DotnetSucceeds("build", "base/base.imageproj");
        Assert.IsEmpty(tree.TakeDockerCalls());

        await Refuses("A parent's digest", "child", "build", "child/child.imageproj");
        await Refuses("A publish", "base", "publish", "base/base.imageproj");
        tree.Write("base/base.imageproj", File.ReadAllText(tree.PathOf("base/base.imageproj"))
            .Replace("</Project>", """<ItemGroup><ImageCacheTo Include="type=local,dest=cache" /></ItemGroup></Project>""", StringComparison.Ordinal));
        tree.Write("base/file", "two");
        await Refuses("A cache export", "base", "build", "base/base.imageproj");

        async Task Refuses(string feature, string project, params string[] command)
        {
            var error = (await tree.Dotnet(command)).Error;
            Assert.AreEqual(("IMG0005", tree.PathOf($"{project}/{project}.imageproj")), (error.Code, error.File));
            StringAssert.StartsWith(error.Text, feature);
        }
    }
}
