using System.Text.Json;
using CliWrap;
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
        Family(tree, builder, "");
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
        Assert.IsFalse(Directory.Exists(tree.PathOf("child/obj/Release/child.image")));
        Assert.IsTrue(Directory.Exists(LayoutOf(tree, "base")), "a parent is not the child's to clean");

        // A layout that someone removed is made again.
        Directory.Delete(LayoutOf(tree, "base"), recursive: true);
        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");
        CollectionAssert.AreEqual(child, LayersOfLayout("child"));

        string[] LayersOfLayout(string project)
        {
            var index = Json("index.json").GetProperty("manifests").EnumerateArray().Single();
            var manifest = Json("blobs/" + index.GetProperty("digest").GetString()!.Replace(':', '/'));
            return [.. manifest.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("digest").GetString()!)];

            JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(LayoutOf(tree, project), path))).RootElement;
        }
    }

    [TestMethod]
    public async Task Builds_in_a_copy_of_a_tree_from_the_parents_of_the_copy_whatever_its_path_is()
    {
        await using var tree = new TestTree();
        using var builder = await RemoteBuilder.CreateAsync(tree);
        Family(tree, builder, "one/");
        // With a lock of its own, each copy is a tree: in one tree, two projects must not build one tag.
        tree.Write("one/images.lock.json", """{ "version": 1, "images": { } }""");
        await tree.DotnetSucceeds("build", "one/child/child.imageproj", "-c", "Release");
        await Cli.Wrap("cp").WithArguments(["-a", tree.PathOf("one"), tree.PathOf("two@1,2")]).ExecuteAsync();
        var original = LayoutOf(tree, "one/base");
        Directory.Move(original, original + ".away");
        tree.Write("two@1,2/child/Dockerfile", "FROM base\nRUN cat /base > /child2\n");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "two@1,2/child/child.imageproj", "-c", "Release");

        Assert.AreEqual("child", tree.TakeBuilt());
        Directory.Move(original + ".away", original);
        await tree.DotnetSucceeds("clean", "two@1,2/base/base.imageproj", "-c", "Release");
        Assert.IsFalse(Directory.Exists(LayoutOf(tree, "two@1,2/base", "one/base")));
        Assert.IsTrue(Directory.Exists(original), "A clean of the copy took the original's.");
    }

    [TestMethod]
    public async Task Keeps_a_parent_for_a_child_that_is_being_built_while_other_builds_replace_it()
    {
        await using var tree = new TestTree();
        using var builder = await RemoteBuilder.CreateAsync(tree);
        Family(tree, builder, "");
        await tree.DotnetSucceeds("build", "base/base.imageproj", "-c", "Release");
        await tree.DotnetSucceeds("restore", "child/child.imageproj");
        var first = LayoutOf(tree, "base");
        var (arrived, go) = (tree.PathOf("arrived"), tree.PathOf("go"));
        await Cli.Wrap("mkfifo").WithArguments([arrived, go]).ExecuteAsync();
        tree.DockerBegins($"case \"$*\" in 'buildx build '*/child:*) echo > '{arrived}'; cat '{go}' ;; esac");

        // buildx reads the parent from its layout only after the door has opened.
        var child = tree.Start("build", "child/child.imageproj", "-c", "Release", "--no-restore");
        Assert.AreNotEqual(child.Result, await Task.WhenAny(child.Result, File.ReadAllTextAsync(arrived)), "The child was not built.");
        await Rebuild("two");
        await Rebuild("three");
        Assert.IsTrue(Directory.Exists(first), "It was removed under the child's feet.");
        await File.WriteAllTextAsync(go, "");
        var result = await child.Result;
        Assert.AreEqual(0, result.ExitCode, result.Output);

        await Rebuild("four");
        Assert.IsFalse(Directory.Exists(first), "It is still there, and nobody needs it.");
        Assert.HasCount(2, Directory.GetDirectories(Path.GetDirectoryName(first)!), "the last, and the one before");

        async Task Rebuild(string content)
        {
            tree.Write("base/Dockerfile", $"FROM busybox:1.36\nRUN echo {content} > /base\n");
            await tree.DotnetSucceeds("build", "base/base.imageproj", "-c", "Release", "--no-restore");
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
        Assert.IsTrue(Directory.Exists(tree.PathOf("app/obj/Debug/app.image/image.oci")));
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

    [TestMethod]
    public async Task Publishes_several_platforms_from_parents_that_the_registry_has()
    {
        await using var tree = new TestTree();
        using var builder = await RemoteBuilder.CreateAsync(tree);
        var (upstream, _) = await tree.PushUpstream("os", "1", "os", "amd64", "arm64");
        Family(tree, builder, "", "<ImagePlatforms>linux/amd64;linux/arm64</ImagePlatforms>");
        tree.Write("base/Dockerfile", $"FROM {upstream}\nCOPY Dockerfile /base\n");
        tree.Write("child/Dockerfile", "FROM base\nCOPY Dockerfile /child\n");
        await tree.DotnetSucceeds("build", "child/child.imageproj");

        await tree.DotnetSucceeds("publish", "child/child.imageproj");

        foreach (var architecture in (string[])["amd64", "arm64"])
        {
            var (parent, child) = (await Layers("base", architecture), await Layers("child", architecture));
            CollectionAssert.AreEqual(parent, child[..^1], architecture);
        }

        // Another configuration has its own layouts, of which a clean takes nothing.
        await tree.DotnetSucceeds("clean", "child/child.imageproj");
        Assert.IsFalse(Directory.Exists(tree.PathOf("child/obj/Debug/child.image")));
        Assert.IsTrue(Directory.Exists(LayoutOf(tree, "child")));

        async Task<string[]> Layers(string project, string architecture) =>
            [.. (await Registry.ImageManifestAsync($"{tree.Prefix}/{project}", "latest", architecture))
                .GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("digest").GetString()!)];
    }

    private static void Family(TestTree tree, RemoteBuilder builder, string folder, string properties = "")
    {
        var choice = $"<PropertyGroup><ImageBuilder>{builder.Name}</ImageBuilder>{properties}</PropertyGroup>";
        tree.Write($"{folder}base/base.imageproj", $"""<Project Sdk="ImageSdk">{choice}</Project>""");
        tree.Write($"{folder}base/Dockerfile", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Write($"{folder}child/child.imageproj", $"""
            <Project Sdk="ImageSdk">{choice}<ItemGroup><ProjectReference Include="../base/base.imageproj" /></ItemGroup></Project>
            """);
        tree.Write($"{folder}child/Dockerfile", "FROM base\nRUN cat /base > /child\n");
    }

    /// <summary>The layout that the record of a project names; that of another project, if given, seen from this one.</summary>
    private static string LayoutOf(TestTree tree, string project, string? recordOf = null)
    {
        string Output(string p) => tree.PathOf($"{p}/bin/Release");
        using var record = JsonDocument.Parse(File.ReadAllBytes($"{Output(recordOf ?? project)}/{Path.GetFileName(project)}.image.json"));
        return Path.GetFullPath(record.RootElement.GetProperty("layout").GetString()!, Output(project));
    }
}
