using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary><c>ONBUILD</c>: what an image has its children do is part of what they depend on.</summary>
[TestClass]
public sealed class A_trigger
{
    [TestMethod]
    public async Task Of_a_parent_copies_files_that_rebuild_the_child()
    {
        await using var tree = new TestTree();
        var (tools, toolsDigest) = await tree.PushUpstream("tools", "1", "tools");
        tree.Image("base", $"""
            FROM busybox:1.36
            ONBUILD ARG SUFFIX
            ONBUILD COPY src /app
            ONBUILD COPY --from={tools} /bin/true \
              /app/tool$SUFFIX
            """);
        tree.Image("child", "FROM base\n", """<ItemGroup><ImageBuildArg Include="SUFFIX" Value=".exe" /></ItemGroup>""", "base");
        tree.Write("child/src/file", "one");
        tree.Write("child/notes", "one");
        tree.RecordDockerCalls();

        var build = await tree.DotnetSucceeds("build", "child/child.imageproj");

        Assert.IsEmpty(build.Messages, "the trigger declares the argument");
        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("child"), "cat", "/app/file"));
        Assert.AreEqual("file\ntool.exe", await Engine.OutputAsync(tree.Tag("child"), "ls", "/app"));
        Assert.AreEqual("base child", tree.TakeBuilt());
        Assert.AreEqual(toolsDigest, tree.Lock()[tools].Digest, "what a trigger names is locked as well");
        CollectionAssert.AreEqual(new[] { "child/child.imageproj" }, tree.Lock()[tools].UsedBy.ToArray(), "by the project that runs it");
        await tree.DotnetSucceeds("restore", "child/child.imageproj", "--locked-mode");

        tree.Write("child/notes", "two");
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        Assert.AreEqual("", tree.TakeBuilt());

        tree.Write("child/src/file", "two");
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        Assert.AreEqual("child", tree.TakeBuilt());
        Assert.AreEqual("two", await Engine.OutputAsync(tree.Tag("child"), "cat", "/app/file"));
    }

    [TestMethod]
    public async Task Of_an_external_image_is_in_the_lock_and_copies_files_that_rebuild_the_image()
    {
        await using var tree = new TestTree();
        var (tools, _) = await tree.PushUpstream("tools", "1", "tools");
        string[] triggers = ["COPY src /app", $"COPY --from={tools} /bin/true /app/tool"];
        await UpstreamImage.PushWithTriggersAsync(tree.Upstream("runtime"), "1", triggers);
        var runtime = tools.Replace("/tools:", "/runtime:", StringComparison.Ordinal);
        tree.Image("app", $"FROM {runtime}\n");
        tree.Write("app/src/file", "one");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "app/app.imageproj");

        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("app"), "cat", "/app/file"));
        Assert.AreEqual("app", tree.TakeBuilt());
        CollectionAssert.AreEqual(new[] { runtime, tools }, tree.Lock().Keys.ToArray());
        using var json = JsonDocument.Parse(File.ReadAllText(tree.PathOf("images.lock.json")));
        var entry = json.RootElement.GetProperty("images").GetProperty(runtime);
        CollectionAssert.AreEqual(triggers, entry.GetProperty("onBuild").EnumerateArray().Select(t => t.GetString()).ToArray());
        await tree.DotnetSucceeds("restore", "app/app.imageproj", "--locked-mode");

        tree.Write("app/src/file", "two");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.AreEqual("app", tree.TakeBuilt());

        // The tag moves to an image without triggers.
        await tree.PushUpstream("runtime", "1", "plain");
        await tree.DotnetSucceeds("build", "app/app.imageproj", "-p:RestoreForceEvaluate=true");
        CollectionAssert.AreEqual(new[] { runtime }, tree.Lock().Keys.ToArray());
        Assert.AreEqual("app", tree.TakeBuilt());
    }

    /// <summary>Nothing is known of a base image with a digest, whose triggers may have cache mounts as well.</summary>
    [TestMethod]
    public async Task With_a_cache_mount_leaves_the_mounts_of_other_images_as_they_are_in_a_build_without_the_cache()
    {
        await using var tree = new TestTree();
        var trigger = $"RUN --mount=type=cache,id={tree.Prefix},target=/c true";
        var digest = await UpstreamImage.PushWithTriggersAsync(tree.Upstream("runtime"), "1", trigger);
        var runtime = $"{TestMachine.Registry}/{tree.Upstream("runtime")}:1";
        tree.Image("base", $"FROM busybox:1.36\nONBUILD {trigger}\n");
        tree.Image("child", "FROM base\n", parents: "base");
        tree.Image("tag", $"FROM {runtime}\n");
        tree.Image("digest", $"FROM {runtime}@{digest}\n");
        tree.Solution("all.slnx", "base/base.imageproj", "child/child.imageproj", "tag/tag.imageproj", "digest/digest.imageproj");
        tree.RecordDockerCalls();

        var build = await tree.DotnetSucceeds("build", "all.slnx", "-p:ImageNoCache=true");

        Assert.IsFalse(build.Messages.Any(message => message.Code == "IMG3004"), build.Output);
        var builds = tree.TakeDockerCalls().Where(call => call.StartsWith("buildx build ", StringComparison.Ordinal)).ToList();
        Assert.HasCount(4, builds);
        Assert.IsTrue(builds.All(call => call.Contains("--build-arg=BUILDKIT_CACHE_MOUNT_NS=", StringComparison.Ordinal)), string.Join('\n', builds));
    }
}
