using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What <c>dotnet restore</c> writes into the lock, and what a build makes of it.</summary>
[TestClass]
public sealed class A_restore
{
    [TestMethod]
    public async Task Locks_what_the_tag_points_to_and_its_platforms()
    {
        await using var tree = new TestTree();
        var (name, digest) = await tree.PushUpstream("base", "1", "one", "amd64", "arm64");
        tree.Image("app", $"FROM {name}\n");

        await tree.DotnetSucceeds("restore", "app/app.imageproj");

        var index = (await Registry.ManifestAsync(tree.Upstream("base"), "1"))!.Value;
        Assert.AreEqual(digest, index.Digest);
        var (amd64, arm64) = (PlatformDigest(index.Content, 0), PlatformDigest(index.Content, 1));
        Assert.AreEqual($$"""
            {
              "version": 1,
              "images": {
                "{{name}}": {
                  "digest": "{{digest}}",
                  "platforms": {
                    "linux/amd64": "{{amd64}}",
                    "linux/arm64": "{{arm64}}"
                  },
                  "usedBy": [
                    "app/app.imageproj"
                  ]
                }
              }
            }

            """, File.ReadAllText(tree.PathOf("images.lock.json")));
    }

    [TestMethod]
    public async Task Is_part_of_a_build_and_keeps_what_is_locked_until_it_is_forced_to_look_again()
    {
        await using var tree = new TestTree();
        var (moving, first) = await tree.PushUpstream("moving", "1", "one");
        var (still, _) = await tree.PushUpstream("still", "1", "one");
        tree.Image("app", $"FROM {moving}\n");
        tree.Image("other", $"FROM {still}\n");
        tree.Solution("all.slnx", "app/app.imageproj", "other/other.imageproj");
        await tree.DotnetSucceeds("restore", "all.slnx");
        var (_, second) = await tree.PushUpstream("moving", "1", "two");
        Assert.AreNotEqual(first, second);

        await tree.DotnetSucceeds("build", "all.slnx");

        Assert.AreEqual(first, tree.Lock()[moving].Digest);
        Assert.AreEqual("one", (await Engine.LabelsAsync(tree.Tag("app")))["mark"]);

        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("build", "all.slnx", "-p:RestoreForceEvaluate=true");

        Assert.AreEqual(second, tree.Lock()[moving].Digest);
        Assert.AreEqual("two", (await Engine.LabelsAsync(tree.Tag("app")))["mark"]);
        var build = tree.TakeDockerCalls().Single(c => c.StartsWith("buildx build ", StringComparison.Ordinal));
        Assert.Contains(tree.Tag("app"), build, "Only the image whose base moved is built again.");
    }

    [TestMethod]
    public async Task Does_not_care_for_architectures_that_an_index_gained()
    {
        await using var tree = new TestTree();
        var (name, before) = await tree.PushUpstream("base", "1", "one", "amd64");
        tree.Image("app", $"FROM {name}\n");
        await tree.DotnetSucceeds("restore", "app/app.imageproj");
        var (_, after) = await tree.PushUpstream("base", "1", "one", "amd64", "arm64");
        Assert.AreNotEqual(before, after);

        await tree.DotnetSucceeds("restore", "app/app.imageproj", "--force-evaluate");

        Assert.AreEqual(before, tree.Lock()[name].Digest);
    }

    [TestMethod]
    public async Task Needs_neither_network_nor_engine_when_nothing_is_missing()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM unreachable.invalid/x:1\n");
        var digest = $"sha256:{new string('a', 64)}";
        tree.Write("images.lock.json", $$"""
            {
              "version": 1,
              "images": {
                "unreachable.invalid/x:1": {
                  "digest": "{{digest}}",
                  "platforms": { "linux/amd64": "{{digest}}" },
                  "usedBy": [ "app/app.imageproj" ]
                }
              }
            }
            """);
        tree.SetEnvironment("DOCKER_HOST", "unix:///nowhere/docker.sock");
        tree.SetEnvironment("HTTPS_PROXY", "http://127.0.0.1:1");
        var text = File.ReadAllText(tree.PathOf("images.lock.json"));

        await tree.DotnetSucceeds("restore", "app/app.imageproj");
        await tree.DotnetSucceeds("restore", "app/app.imageproj", "--locked-mode");

        Assert.AreEqual(text, File.ReadAllText(tree.PathOf("images.lock.json")));
    }

    [TestMethod]
    public async Task Needs_no_engine_to_look_up_an_image()
    {
        await using var tree = new TestTree();
        var (name, digest) = await tree.PushUpstream("base", "1", "one");
        tree.Image("app", $"FROM {name}\n");
        tree.SetEnvironment("DOCKER_HOST", "unix:///nowhere/docker.sock");

        await tree.DotnetSucceeds("restore", "app/app.imageproj");

        Assert.AreEqual(digest, tree.Lock()[name].Digest);
    }

    [TestMethod]
    [DataRow("calls.proj", "-t:Restore")]
    [DataRow("app/app.imageproj", "-t:Restore;GetTargetPath")]
    [DataRow("all.slnx", "-t:Restore;GetTargetPath")]
    [DataRow("all.slnx", "-t:Restore;GetTargetPath -p:RestoreUseStaticGraphEvaluation=true")]
    public async Task Is_what_everybody_gets_who_calls_its_target(string project, string options)
    {
        await using var tree = new TestTree();
        var (name, digest) = await tree.PushUpstream("base", "1", "one");
        tree.Image("base", $"FROM {name}\n");
        tree.Image("app", "FROM base\n", parents: "base");
        tree.Solution("all.slnx", "base/base.imageproj", "app/app.imageproj");
        tree.Write("calls.proj", """<Project><Target Name="Restore"><MSBuild Projects="app/app.imageproj" Targets="Restore" Properties="A=1" /></Target></Project>""");

        await tree.DotnetSucceeds(["msbuild", project, .. options.Split(' ')]);

        Assert.AreEqual(digest, tree.Lock()[name].Digest);
    }

    private static string PlatformDigest(System.Text.Json.JsonElement index, int number) =>
        index.GetProperty("manifests")[number].GetProperty("digest").GetString()!;
}
