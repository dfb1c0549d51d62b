using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What a project says about its image, and what the image and its record then are.</summary>
[TestClass]
public sealed class An_image
{
    [TestMethod]
    public async Task Has_the_tags_stage_arguments_network_context_and_labels_that_its_project_declares()
    {
        await using var tree = new TestTree();
        tree.Write(".git/config", "[remote \"origin\"]\n\turl = https://someone:hunter2@example.org/team/speech.git\n");
        tree.Write("api/api.imageproj", """
            <Project Sdk="ImageSdk">
              <PropertyGroup>
                <ImageContext>$(MSBuildProjectDirectory)/..</ImageContext>
                <ImageDockerfile>../docker/api.Dockerfile</ImageDockerfile>
                <ImageTarget>final</ImageTarget>
                <ImageNetwork>host</ImageNetwork>
                <ContainerImageTags>1.2;latest</ContainerImageTags>
                <Version>1.2.3</Version>
              </PropertyGroup>
              <ItemGroup>
                <ImageBuildArg Include="GREETING" Value="hello, &quot;world&quot;; 100%25 of it=all" />
                <ContainerLabel Include="org.opencontainers.image.base.name" Value="mine" />
                <ContainerLabel Include="team" Value="speech" />
              </ItemGroup>
            </Project>
            """);
        tree.Write("docker/api.Dockerfile", """
            FROM busybox:1.36 AS final
            ARG GREETING
            RUN echo "$GREETING" > /greeting && [ $(ls /sys/class/net | wc -l) -gt 1 ] && echo host > /network
            COPY shared /shared
            FROM final AS later
            RUN false
            """);
        tree.Write("docker/api.Dockerfile.dockerignore", "shared/secret\n");
        tree.Write(".dockerignore", "shared/public\n");
        tree.Write("shared/public", "p");
        tree.Write("shared/secret", "s");

        await tree.DotnetSucceeds("build", "api/api.imageproj");

        Assert.AreEqual(await Engine.DigestAsync(tree.Tag("api", "1.2")), await Engine.DigestAsync(tree.Tag("api")));
        Assert.AreEqual("hello, \"world\"; 100% of it=all\nhost\npublic",
            await Engine.OutputAsync(tree.Tag("api"), "sh", "-c", "cat /greeting /network; ls /shared"));
        var labels = await Engine.LabelsAsync(tree.Tag("api"));
        Assert.AreEqual("https://example.org/team/speech", labels["org.opencontainers.image.source"]);
        Assert.AreEqual("1.2.3", labels["org.opencontainers.image.version"]);
        Assert.AreEqual("mine", labels["org.opencontainers.image.base.name"]);
        Assert.AreEqual("speech", labels["team"]);
        Assert.AreEqual(tree.Lock().Single().Value.Digest, labels["org.opencontainers.image.base.digest"]);
        Assert.IsFalse(labels.Keys.Any(k => k is "org.opencontainers.image.revision" or "org.opencontainers.image.created"),
            "A commit would rebuild every image.");
    }

    [TestMethod]
    public async Task Has_a_record_with_its_digest_its_parents_layers_and_the_steps()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\nENV A=1\nWORKDIR /work\n");
        tree.Image("child", "FROM base\nRUN head -c 100000 /dev/zero > /child\nCOPY file /\n", parents: "base");
        tree.Write("child/file", "one");
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        // Nothing that an earlier run of this test has left in BuildKit's cache.
        tree.Write("child/file", tree.Prefix);
        await tree.DotnetSucceeds("build", "child/child.imageproj");

        var (parent, child) = (ImageRecordFile.Read(tree, "base"), ImageRecordFile.Read(tree, "child"));

        Assert.AreEqual(tree.Tag("child"), child.Reference);
        CollectionAssert.AreEqual(new[] { tree.Tag("child") }, child.Tags);
        Assert.AreEqual(await Engine.DigestAsync(tree.Tag("child")), child.Digest);
        CollectionAssert.AreEqual(await Engine.LayersAsync(tree.Tag("child")), child.Layers.Select(l => l.DiffId).ToArray());
        CollectionAssert.AreEqual(parent.Layers, child.Layers.Take(parent.Layers.Length).ToArray());
        Assert.IsGreaterThanOrEqualTo(100000, child.Layers.Single(l => l.CreatedBy.Contains("head -c", StringComparison.Ordinal)).Size);
        Assert.AreEqual(child.Layers.Sum(l => l.Size), child.Size);
        Assert.IsTrue(child.Steps.Single(s => s.Name.Contains("RUN head", StringComparison.Ordinal)).Cached);
        Assert.IsFalse(child.Steps.Single(s => s.Name.Contains("COPY file", StringComparison.Ordinal)).Cached);
    }

    [TestMethod]
    public async Task Is_built_anew_in_every_instruction_with_ImageNoCache()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN cat /proc/sys/kernel/random/uuid > /base\n");
        await tree.DotnetSucceeds("build", "base/base.imageproj");
        var first = await Engine.OutputAsync(tree.Tag("base"), "cat", "/base");

        await tree.DotnetSucceeds("build", "base/base.imageproj", "--no-restore", "-p:ImageNoCache=true");

        Assert.AreNotEqual(first, await Engine.OutputAsync(tree.Tag("base"), "cat", "/base"));

        tree.Image("base", $"FROM busybox:1.36\nRUN --mount=type=cache,id={tree.Prefix},target=/c true\n");
        tree.Image("child", $"FROM base\nRUN --mount=type=cache,target=/{tree.Prefix} true\n", parents: "base");
        tree.RecordDockerCalls();

        var build = await tree.DotnetSucceeds("build", "child/child.imageproj", "-p:ImageNoCache=true");

        var calls = tree.TakeDockerCalls().Where(c => c.StartsWith("buildx build ", StringComparison.Ordinal)).ToList();
        CollectionAssert.AreEqual(new[] { true, false }, calls.Select(c => c.Contains("BUILDKIT_CACHE_MOUNT_NS", StringComparison.Ordinal)).ToArray());
        var warning = build.Messages.Single(m => m.Code == "IMG3004");
        Assert.AreEqual((tree.PathOf("child/Dockerfile"), 2), (warning.File, warning.Line));
    }

    [TestMethod]
    public async Task Gets_its_tag_though_another_build_sets_it_at_the_same_moment_and_runs_no_instruction_twice()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        var calls = tree.PathOf("builds.txt");
        tree.DockerBegins($"""
            if [ "$2" = build ]; then
              echo "$@" >> '{calls}'
              if [ $(wc -l < '{calls}') = 1 ]; then echo 'ERROR: failed to build: failed to solve: image "x": already exists' >&2; exit 1; fi
            fi
            """);

        await tree.DotnetSucceeds("build", "base/base.imageproj", "-p:ImageNoCache=true");

        CollectionAssert.AreEqual(new[] { true, false }, File.ReadLines(calls).Select(c => c.Contains("--no-cache", StringComparison.Ordinal)).ToArray());
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("base")));
    }
}
