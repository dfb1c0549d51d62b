using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What <c>dotnet publish</c> brings to a registry.</summary>
[TestClass]
public sealed class A_publish
{
    private const string TwoTags = "<PropertyGroup><ContainerImageTags>latest;1.0</ContainerImageTags></PropertyGroup>";

    [TestMethod]
    public async Task Pushes_each_image_of_a_family_once_with_all_that_belongs_to_it()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36 AS made\nRUN echo made > /made\nFROM busybox:1.36\nCOPY --from=made /made /made\n", TwoTags);
        tree.Image("left", "FROM base\nRUN echo left > /left\n", parents: "base");
        tree.Image("right", "FROM base\nRUN echo right > /right\n", parents: "base");
        tree.Image("stage", "FROM left\nCOPY --from=right /right /right\n", parents: ["left", "right"]);
        tree.RecordDockerCalls();
        var commit = await new Git(tree).CommitAsync("2026-01-02T03:04:05+01:00");

        var published = await tree.DotnetSucceeds("publish", "stage/stage.imageproj");

        var pushes = tree.TakePushes();
        CollectionAssert.AreEquivalent(new[] { "base", "left", "right", "stage" }, pushes.ToArray());
        Assert.AreEqual("base", pushes[0]);
        Assert.AreEqual("stage", pushes[^1]);

        // The registry has what the records say, under every tag.
        foreach (var project in pushes)
        {
            var record = tree.PublishRecord(project);
            var (digest, _) = (await Registry.ManifestAsync($"{tree.Prefix}/{project}", "latest"))!.Value;
            Assert.AreEqual(digest, record.GetProperty("digest").GetString());
            var manifest = record.GetProperty("platforms").GetProperty("linux/amd64").GetString()!;
            Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/{project}", manifest));
            // One line an image, with the digest of the registry and not that of the engine.
            Assert.AreEqual($"{project} -> {tree.Tag(project)}@{digest}",
                published.Output.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith($"{project} -> ", StringComparison.Ordinal)));
        }

        Assert.AreEqual(
            (await Registry.ManifestAsync($"{tree.Prefix}/base", "latest"))!.Value.Digest,
            (await Registry.ManifestAsync($"{tree.Prefix}/base", "1.0"))!.Value.Digest);

        // The very blobs of the parent, which a machine that has the parent does not pull again.
        var (parentLayers, layers) = (await Registry.LayersAsync($"{tree.Prefix}/left", "latest"), await Registry.LayersAsync($"{tree.Prefix}/stage", "latest"));
        CollectionAssert.AreEqual(parentLayers, layers.Take(parentLayers.Length).ToArray());
        Assert.HasCount(parentLayers.Length + 1, layers);

        // mode=max: the cache also has the layer of the stage that the image does not consist of.
        var (_, cache) = (await Registry.ManifestAsync($"{tree.Prefix}/base", "buildcache"))!.Value;
        var cached = (cache.TryGetProperty("manifests", out var blobs) ? blobs : cache.GetProperty("layers")).EnumerateArray()
            .Count(b => b.GetProperty("mediaType").GetString()!.Contains("layer", StringComparison.Ordinal));
        Assert.IsGreaterThan((await Registry.LayersAsync($"{tree.Prefix}/base", "latest")).Length, cached);

        // Where it comes from: the commit and its time, and the parent as it was published.
        var labels = (await Registry.ConfigAsync($"{tree.Prefix}/left", "latest")).GetProperty("config").GetProperty("Labels");
        string Label(string name) => labels.GetProperty("org.opencontainers.image." + name).GetString()!;
        Assert.AreEqual(commit, Label("revision"));
        Assert.AreEqual("2026-01-02T02:04:05Z", Label("created"));
        Assert.AreEqual("https://example.com/speech/images", Label("source"));
        Assert.AreEqual(tree.PublishRecord("base").GetProperty("platforms").GetProperty("linux/amd64").GetString(), Label("base.digest"));
    }

    [TestMethod]
    [DataRow("", "zstd")]
    [DataRow("gzip", "gzip")]
    public async Task Compresses_layers_once_for_image_and_cache(string compression, string expected)
    {
        await using var tree = new TestTree();
        tree.Image("app", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /app\n", $"<PropertyGroup><ImageCompression>{compression}</ImageCompression></PropertyGroup>");

        await tree.DotnetSucceeds("publish", "app/app.imageproj");

        var layer = (await Registry.LayersAsync($"{tree.Prefix}/app", "latest"))[^1];
        var (_, cache) = (await Registry.ManifestAsync($"{tree.Prefix}/app", "buildcache"))!.Value;
        var blobs = (cache.TryGetProperty("manifests", out var list) ? list : cache.GetProperty("layers")).EnumerateArray();
        var cached = blobs.Single(blob => blob.GetProperty("digest").GetString() == layer).GetProperty("mediaType").GetString();
        StringAssert.EndsWith(cached, expected);
    }

    [TestMethod]
    public async Task Pushes_only_what_the_registry_has_not()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n", TwoTags);
        tree.Image("child", "FROM base\nRUN echo child > /child\n", parents: "base");
        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("publish", "child/child.imageproj");
        var localImage = await Engine.DigestAsync(tree.Tag("child"));
        Assert.HasCount(2, tree.TakePushes());

        await tree.DotnetSucceeds("publish", "child/child.imageproj");
        Assert.IsEmpty(tree.TakeDockerCalls(), "nothing changed");

        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");
        Assert.IsEmpty(tree.TakeDockerCalls(), "the local tags are still those of the build");
        Assert.AreEqual(localImage, await Engine.DigestAsync(tree.Tag("child")));

        await Registry.DeleteAsync($"{tree.Prefix}/base", "1.0");
        await tree.DotnetSucceeds("publish", "child/child.imageproj");
        CollectionAssert.AreEqual(new[] { "base" }, tree.TakePushes().ToArray());
        Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/base", "1.0"));
    }

    [TestMethod]
    public async Task Of_a_commit_that_changes_no_file_of_the_image_runs_nothing_again()
    {
        await using var tree = new TestTree();
        tree.Image("random", "FROM busybox:1.36\nRUN head -c 16 /dev/urandom > /random\n");
        tree.RecordDockerCalls();
        var git = new Git(tree);
        await git.CommitAsync("2026-01-02T03:04:05Z");
        await tree.DotnetSucceeds("publish", "random/random.imageproj");
        var layers = await Registry.LayersAsync($"{tree.Prefix}/random", "latest");
        tree.TakeDockerCalls();

        var commit = await git.CommitAsync("2026-02-03T04:05:06Z");
        await tree.DotnetSucceeds("build", "random/random.imageproj", "-c", "Release");
        Assert.IsEmpty(tree.TakeDockerCalls());

        await tree.DotnetSucceeds("publish", "random/random.imageproj");
        var labels = (await Registry.ConfigAsync($"{tree.Prefix}/random", "latest")).GetProperty("config").GetProperty("Labels");
        Assert.AreEqual(commit, labels.GetProperty("org.opencontainers.image.revision").GetString());
        CollectionAssert.AreEqual(layers, await Registry.LayersAsync($"{tree.Prefix}/random", "latest"));
    }

    [TestMethod]
    public async Task Of_a_solution_pushes_each_project_once_with_the_provenance_that_it_asks_for()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        foreach (var provenance in (string[])["max", "false"])
        {
            tree.Image(provenance, "FROM base\nCOPY Dockerfile /\n", $"<PropertyGroup><ImageProvenance>{provenance}</ImageProvenance></PropertyGroup>", "base");
        }

        tree.Solution("all.slnx", "base/base.imageproj", "max/max.imageproj", "false/false.imageproj");
        tree.RecordDockerCalls();

        // buildx gives this proxy to every build, and provenance of the kind "max" would publish it.
        tree.Write("docker/config.json", """{"proxies":{"default":{"httpProxy":"http://user:s3cret@proxy.invalid:3128","noProxy":"localhost"}}}""");
        tree.UseDockerConfiguration();
        var refused = await tree.Dotnet("publish", "all.slnx");
        Assert.AreEqual(("IMG4007", tree.PathOf("max/max.imageproj")), (refused.Error.Code, refused.Error.File));
        Assert.IsFalse(refused.Output.Contains("s3cret", StringComparison.Ordinal));
        var pushed = tree.TakePushes();
        Assert.IsFalse((await Provenance("base"))!.Contains("s3cret", StringComparison.Ordinal));

        tree.SetEnvironment("DOCKER_CONFIG", Environment.GetEnvironmentVariable("DOCKER_CONFIG"));
        await tree.DotnetSucceeds("publish", "all.slnx");

        CollectionAssert.AreEquivalent(new[] { "base", "max", "false" }, pushed.Concat(tree.TakePushes()).ToArray());
        var min = await Provenance("base");
        var max = await Provenance("max");
        Assert.IsFalse(min!.Contains("llbDefinition", StringComparison.Ordinal));
        Assert.IsTrue(max!.Contains("llbDefinition", StringComparison.Ordinal));
        Assert.IsNull(await Provenance("false"));

        async Task<string?> Provenance(string project)
        {
            var (_, content) = (await Registry.ManifestAsync($"{tree.Prefix}/{project}", "latest"))!.Value;
            if (!content.TryGetProperty("manifests", out var manifests)) return null;

            var attestation = manifests.EnumerateArray().Single(m => m.GetProperty("platform").GetProperty("os").GetString() == "unknown");
            var manifest = (await Registry.ManifestAsync($"{tree.Prefix}/{project}", attestation.GetProperty("digest").GetString()!))!.Value.Content;
            var layer = manifest.GetProperty("layers").EnumerateArray().Single();
            StringAssert.Contains(layer.GetProperty("annotations").GetProperty("in-toto.io/predicate-type").GetString()!, "provenance");
            return await Registry.BlobAsync($"{tree.Prefix}/{project}", layer.GetProperty("digest").GetString()!);
        }
    }

    [TestMethod]
    public async Task Without_a_build_pushes_what_was_built_and_nothing_else()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Write("base/file", "one");
        tree.Image("child", "FROM base\nCOPY --from=api . /api\n", """<ItemGroup><ProjectReference Include="../Api/Api.csproj" /></ItemGroup>""", "base");
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);");
        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("restore", "child/child.imageproj");
        Assert.AreEqual("IMG4004", (await tree.Dotnet("publish", "--no-build", "base/base.imageproj")).Error.Code);
        Assert.IsEmpty(tree.TakeDockerCalls());
        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");
        tree.TakeDockerCalls();

        tree.Write("Api/Program.cs", "no program, and nobody may try");
        await tree.DotnetSucceeds("publish", "--no-build", "child/child.imageproj");
        var calls = tree.TakeDockerCalls().Where(c => c.StartsWith("buildx build ", StringComparison.Ordinal)).ToList();
        Assert.HasCount(2, calls);
        Assert.IsTrue(calls.TrueForAll(c => c.Contains("push=true", StringComparison.Ordinal)));

        tree.Write("base/file", "two");
        var error = (await tree.Dotnet("publish", "--no-build", "child/child.imageproj")).Error;
        Assert.AreEqual(("IMG4004", tree.PathOf("base/base.imageproj")), (error.Code, error.File));
        Assert.IsEmpty(tree.TakeDockerCalls());
    }

    [TestMethod]
    public async Task For_two_platforms_makes_an_index_from_the_published_parent()
    {
        const string platforms = "<PropertyGroup><ImagePlatforms>linux/amd64;linux/arm64</ImagePlatforms></PropertyGroup>";
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY Dockerfile /base\n", platforms);
        tree.Image("child", "FROM base\nCOPY Dockerfile /child\n", platforms, "base");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");
        Assert.IsTrue(tree.TakeDockerCalls().Where(c => c.StartsWith("buildx build", StringComparison.Ordinal))
            .All(c => c.Contains("--platform=linux/amd64 ", StringComparison.Ordinal)), "a build is for this machine");

        await tree.DotnetSucceeds("publish", "child/child.imageproj");

        foreach (var architecture in (string[])["amd64", "arm64"])
        {
            var (parent, child) = (await Layers("base", architecture), await Layers("child", architecture));
            CollectionAssert.AreEqual(parent, child.Take(parent.Length).ToArray());
            Assert.HasCount(parent.Length + 1, child);
            Assert.IsTrue(tree.PublishRecord("child").GetProperty("platforms").TryGetProperty($"linux/{architecture}", out _));
        }

        CollectionAssert.AreNotEqual(await Layers("base", "amd64"), await Layers("base", "arm64"));

        tree.TakeDockerCalls();
        await tree.DotnetSucceeds("publish", "child/child.imageproj");
        Assert.AreEqual("", string.Join('\n', tree.TakeDockerCalls()));

        async Task<string[]> Layers(string project, string architecture) =>
            [.. (await Registry.ImageManifestAsync($"{tree.Prefix}/{project}", "latest", architecture)).GetProperty("layers").EnumerateArray()
                .Select(l => l.GetProperty("digest").GetString()!)];
    }
}
