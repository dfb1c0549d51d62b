using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What only the engine knows: what BuildKit's own rules find, and what cache mounts hold.</summary>
[TestClass]
public sealed class An_analysis_with_an_engine
{
    /// <summary>What the images of Debian and Ubuntu have.</summary>
    private const string DockerClean = """
        RUN echo 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; }; Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";' > /etc/apt/apt.conf.d/docker-clean
        """;

    [TestMethod]
    public async Task Reports_what_BuildKit_finds_once_under_its_own_names()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nMAINTAINER me\n");
        // The parent is known by its project's name only, and the directory is not there.
        tree.Image("child", "FROM base AS Final\nCOPY --from=files /a /a\nCMD sleep 1\nENV LAST=$NOWHERE\n",
            "<ItemGroup><ImageNamedContext Include=\"files\" Path=\"files\" /></ItemGroup>", "base");
        tree.Solution("all.slnx", "base/base.imageproj", "child/child.imageproj");
        var sarif = tree.PathOf("lint.sarif");

        // The parent is not built: its child waits.
        await tree.DotnetSucceeds("restore", "all.slnx");
        var before = await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageLint", $"-p:ImageLintSarif={sarif}");
        Assert.AreEqual(tree.PathOf("base/Dockerfile"), before.Messages.Single(m => m.Code == "MaintainerDeprecated").File);
        Assert.IsFalse(before.Messages.Any(m => m.Code == "StageNameCasing"));
        StringAssert.Contains(before.Output, "BuildKit's own rules did not check everything: base is not built yet. ", StringComparison.Ordinal);

        // A build asks only when it is told to.
        Assert.IsFalse((await tree.DotnetSucceeds("build", "base/base.imageproj")).Messages.Any(m => m.Code == "MaintainerDeprecated"));
        var build = await tree.DotnetSucceeds("build", "base/base.imageproj", "-p:ImageBuildKitCheck=true");
        Assert.AreEqual(2, build.Messages.Single(m => m.Code == "MaintainerDeprecated").Line);

        var result = await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageLint", $"-p:ImageLintSarif={sarif}", "-p:NoWarn=MaintainerDeprecated");
        var child = result.Messages.Where(m => m.File == tree.PathOf("child/Dockerfile")).Select(m => $"{m.Code}:{m.Line}").ToArray();
        CollectionAssert.AreEquivalent(new[] { "StageNameCasing:1", "IMG1404:3", "UndefinedVar:4" }, child, result.Output);
        Assert.IsFalse(result.Messages.Any(m => m.Code == "MaintainerDeprecated"), result.Output);
        StringAssert.Contains(result.Output, "UndefinedVar", StringComparison.Ordinal);
        using var log = JsonDocument.Parse(File.ReadAllText(sarif));
        var run = log.RootElement.GetProperty("runs")[1];
        Assert.IsTrue(run.GetProperty("results").EnumerateArray().Any(found => found.GetProperty("ruleId").GetString() == "UndefinedVar"));
        Assert.IsTrue(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Any(rule => rule.GetProperty("id").GetString() == "UndefinedVar" && rule.GetProperty("helpUri").GetString()!.StartsWith("https://docs.docker.com/", StringComparison.Ordinal)));

        var without = await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageLint", "-p:ImageBuildKitCheck=false");
        Assert.IsFalse(without.Messages.Any(m => m.Code is "UndefinedVar" or "MaintainerDeprecated"), without.Output);
    }

    [TestMethod]
    public async Task Needs_none()
    {
        await using var tree = new TestTree();
        tree.Image("image", "FROM busybox:1.36 AS Final\nARG NPM_TOKEN\nRUN --mount=type=cache,target=/c true\nCMD sleep 1\n");
        await tree.DotnetSucceeds("restore", "image/image.imageproj");
        tree.SetEnvironment("DOCKER_HOST", $"unix://{tree.PathOf("no.sock")}");

        var result = await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageLint", "-p:ImageLintProbe=true");

        Assert.AreEqual("IMG1413 IMG1404", string.Join(' ', result.Messages.Select(m => m.Code)), result.Output);
        StringAssert.Contains(result.Output, "BuildKit's own rules did not check everything", StringComparison.Ordinal);

        // So does a build that is to ask, and asks again: BuildKit is needed by nothing but its rules here.
        foreach (var _ in (int[])[1, 2])
        {
            var build = await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageAnalyze", "-p:ImageBuildKitCheck=true");
            StringAssert.Contains(build.Output, "BuildKit's own rules did not check everything", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public async Task Finds_the_cache_mount_that_a_build_left_empty()
    {
        await using var tree = new TestTree();
        // A name of its own in the first RUN: by other ids alone, BuildKit would take the results of an earlier test and mount nothing.
        tree.Image("image", $"""
            FROM python:3.11-slim
            {DockerClean}
            RUN echo {tree.Prefix} && mkdir -p /x/DEBIAN && printf 'Package: x\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b>\nDescription: x\n' > /x/DEBIAN/control && \
                head -c 300000 /dev/urandom > /x/data && dpkg-deb --build /x /x_1_all.deb
            RUN --mount=type=cache,id={tree.Prefix}-empty,target=/var/cache/apt,sharing=locked \
                mkdir -p /var/cache/apt/archives && cp /x_1_all.deb /var/cache/apt/archives/ && apt-get install -y --no-install-recommends /x_1_all.deb
            RUN --mount=type=cache,id={tree.Prefix}-full,target=/var/cache/apt,sharing=locked \
                rm /etc/apt/apt.conf.d/docker-clean && mkdir -p /var/cache/apt/archives && cp /x_1_all.deb /var/cache/apt/archives/ && \
                apt-get install -y --no-install-recommends --reinstall /x_1_all.deb
            """);

        // Of a builder that never ran it nothing is said.
        await tree.DotnetSucceeds("restore", "image/image.imageproj");
        Assert.IsFalse((await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageLint", "-p:ImageLintProbe=true")).Messages.Any(m => m.Code == "IMG1412"));

        await tree.DotnetSucceeds("build", "image/image.imageproj");
        var result = await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageLint", "-p:ImageLintProbe=true");

        var empty = result.Messages.Single(m => m.Code == "IMG1412");
        Assert.AreEqual(5, empty.Line, result.Output);
        StringAssert.Contains(empty.Text, $"{tree.Prefix}-empty", StringComparison.Ordinal);
    }
}
