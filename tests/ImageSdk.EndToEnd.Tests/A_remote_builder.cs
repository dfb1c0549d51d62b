using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>A builder that keeps no images where the next build would find them.</summary>
[TestClass]
public sealed class A_remote_builder
{
    [TestMethod]
    public async Task Builds_and_publishes_the_same_projects()
    {
        await using var tree = new TestTree();
        using var builder = await RemoteBuilder.CreateAsync(tree);
        var choice = $"<PropertyGroup><ImageBuilder>{builder.Name}</ImageBuilder></PropertyGroup>";
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n", choice);
        tree.Image("child", "FROM base\nRUN cat /base > /child\n", choice, "base");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");

        // The images are in directories, and in no engine.
        var (parent, child) = (LayersOfLayout("base"), LayersOfLayout("child"));
        CollectionAssert.AreEqual(parent, child.Take(parent.Length).ToArray());
        Assert.HasCount(parent.Length + 1, child);
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("base")));
        Assert.IsTrue(tree.TakeDockerCalls().Any(c => c.Contains("=oci-layout://", StringComparison.Ordinal)), "how the parent came to the child");

        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");
        Assert.IsEmpty(tree.TakeDockerCalls());

        await tree.DotnetSucceeds("publish", "child/child.imageproj");
        CollectionAssert.AreEqual(child, await Registry.LayersAsync($"{tree.Prefix}/child", "latest"), "what was built is what is pushed");
        CollectionAssert.AreEqual(parent, await Registry.LayersAsync($"{tree.Prefix}/base", "latest"));

        await tree.DotnetSucceeds("clean", "child/child.imageproj", "-c", "Release");
        Assert.IsFalse(Directory.Exists(LayoutOf("child")));
        Assert.IsTrue(Directory.Exists(LayoutOf("base")), "a parent is not the child's to clean");

        // A layout that someone removed is made again.
        Directory.Delete(LayoutOf("base"), recursive: true);
        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");
        CollectionAssert.AreEqual(child, LayersOfLayout("child"));

        string LayoutOf(string project) => tree.PathOf($"{project}/obj/Release/image.oci");

        string[] LayersOfLayout(string project)
        {
            var index = Json("index.json").GetProperty("manifests").EnumerateArray().Single();
            var manifest = Json("blobs/" + index.GetProperty("digest").GetString()!.Replace(':', '/'));
            return [.. manifest.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("digest").GetString()!)];

            JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(LayoutOf(project), path))).RootElement;
        }
    }

    [TestMethod]
    public async Task Builds_once_it_is_in_use_and_no_longer_than_that()
    {
        await using var tree = new TestTree();
        using var builder = await RemoteBuilder.CreateAsync(tree);
        tree.Image("app", "FROM busybox:1.36\n");
        tree.RecordDockerCalls();
        await Builds("never built");
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("app")));

        await RemoteBuilder.UseAsync(tree, builder.Name);
        await Builds("the builder is fleet now");
        Assert.IsTrue(Directory.Exists(tree.PathOf("app/obj/Debug/image.oci")));
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.IsEmpty(tree.TakeDockerCalls());

        var run = (await tree.Dotnet("run", "--project", "app/app.imageproj", "--no-build")).Output;
        StringAssert.Contains(run, "IMG3002");
        StringAssert.Contains(run, "docker buildx use default");

        // The project's own choice comes first, then the environment's.
        await Builds("the builder is the engine now", "-p:ImageBuilder=default");
        await Builds("the builder is fleet now");
        tree.SetEnvironment("BUILDX_BUILDER", "default");
        await Builds("the builder is the engine now");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.IsEmpty(tree.TakeDockerCalls());

        async Task Builds(string reason, params string[] options)
        {
            StringAssert.Contains((await tree.DotnetSucceeds(["build", "app/app.imageproj", "-v:n", .. options])).Output, $"Building app: {reason}.");
            Assert.AreEqual("app", tree.TakeBuilt());
        }
    }
}
