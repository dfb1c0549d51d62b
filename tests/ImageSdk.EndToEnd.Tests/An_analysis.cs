using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Warnings about what makes images slow, large or unrepeatable, and their fixes.</summary>
[TestClass]
public sealed class An_analysis
{
    private const string Upgrades = "FROM busybox:1.36\nRUN true || apt-get install -y curl\n";

    [TestMethod]
    public async Task Warns_in_a_build_once_and_again_when_something_changed()
    {
        await using var tree = new TestTree();
        tree.Image("base", Upgrades);
        tree.Image("child", "FROM base\nRUN true || apt-get install -y git\n", parents: "base");
        tree.Write("child/.editorconfig", "[Makefile]\nindent_style = tab\n");

        var first = await tree.DotnetSucceeds("build", "child/child.imageproj");

        var warning = first.Messages.First(m => m.Code == "IMG1101" && m.File == tree.PathOf("base/Dockerfile"));
        Assert.AreEqual(2, warning.Line);
        Assert.IsTrue(first.Messages.Any(m => m.Code == "IMG1101" && m.File == tree.PathOf("child/Dockerfile")));
        var stamp = Directory.GetFiles(tree.PathOf("child/obj/Debug/child.image"), "analysis.*").Single();
        var analyzed = File.GetLastWriteTimeUtc(stamp);
        Assert.IsEmpty((await tree.DotnetSucceeds("build", "child/child.imageproj")).Messages);
        Assert.AreEqual(analyzed, File.GetLastWriteTimeUtc(stamp));

        // A child hears of what its parent does.
        tree.Write("base/Dockerfile", "FROM busybox:1.36\nRUN mkdir -p /etc/apt && echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf\n");
        tree.Write("child/.editorconfig", "[Dockerfile]\ndotnet_diagnostic.IMG1101.severity = error\n");
        Assert.IsFalse((await tree.DotnetSucceeds("build", "child/child.imageproj")).Messages.Any(m => m.Code == "IMG1101"));

        // A finding that fails the build comes again.
        tree.Write("base/Dockerfile", "FROM busybox:1.36\nRUN echo no\n");
        for (var i = 0; i < 2; i++)
        {
            var failed = await tree.Dotnet("build", "child/child.imageproj");
            Assert.AreEqual(1, failed.ExitCode);
            Assert.AreEqual(tree.PathOf("child/Dockerfile"), failed.Messages.Single(m => m.Code == "IMG1101").File);
        }

        Assert.AreEqual(0, (await tree.Dotnet("build", "child/child.imageproj", "-p:ImageAnalysis=false")).ExitCode);
    }

    [TestMethod]
    public async Task Lints_a_solution_without_an_engine_into_one_SARIF_file()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM debian:12\nRUN echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf\n");
        tree.Image("child", "FROM base\nRUN apt-get install curl\n", parents: "base");
        tree.Image("other", "FROM debian:12\nRUN apt-get upgrade -y && apt-get install -y --no-install-recommends curl\n");
        tree.Solution("all.slnx", "base/base.imageproj", "child/child.imageproj", "other/other.imageproj");
        tree.SolutionTargets();
        tree.DockerBegins("exit 1");

        var sarif = tree.PathOf("lint.sarif");
        var result = await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageLint", $"-p:ImageLintSarif={sarif}");

        Assert.IsFalse(result.Messages.Any(m => m.Code == "IMG1101"), result.Output);
        Assert.IsTrue(result.Messages.Any(m => m.Code == "IMG1102"), result.Output);
        // Messages are shown without -v:n, with what hides them.
        Assert.HasCount(1, Regex.Matches(result.Output, @"other.Dockerfile\(2,\d+\): message IMG1408: "), result.Output);
        StringAssert.Contains(result.Output, "of these are messages. A build shows them with -v:n only", StringComparison.Ordinal);
        using var log = JsonDocument.Parse(File.ReadAllText(sarif));
        var runs = log.RootElement.GetProperty("runs").EnumerateArray().ToList();
        CollectionAssert.AreEqual(new[] { "base", "child", "other" },
            runs.Select(run => Path.GetFileNameWithoutExtension(run.GetProperty("automationDetails").GetProperty("id").GetString())).ToArray());
        var finding = runs[1].GetProperty("results").EnumerateArray().First(found => found.GetProperty("ruleId").GetString() == "IMG1102");
        var place = finding.GetProperty("locations")[0].GetProperty("physicalLocation");
        StringAssert.EndsWith(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), "child/Dockerfile", StringComparison.Ordinal);
        Assert.AreEqual(2, place.GetProperty("region").GetProperty("startLine").GetInt32());
        var rule = runs[1].GetProperty("tool").GetProperty("driver").GetProperty("rules")[finding.GetProperty("ruleIndex").GetInt32()];
        StringAssert.EndsWith(rule.GetProperty("helpUri").GetString(), "/docs/analysis.md#img1102", StringComparison.Ordinal);
        StringAssert.Contains(rule.GetProperty("help").GetProperty("markdown").GetString(), "# good", StringComparison.Ordinal);
        // One plan for all, once, and not a second analysis for it.
        Assert.HasCount(1, Regex.Matches(result.Output, @"all\.slnx -> \d+ findings in 2 of 3 images\s+1\. Caches of package managers: 2 findings"), result.Output);
        Assert.HasCount(1, result.Messages.Where(m => m.Code == "IMG1103").ToList());
        // Nothing was built, and nothing was said to be up to date.
        Assert.IsFalse(File.Exists(tree.PathOf("child/bin/Debug/child.image.json")));
    }

    [TestMethod]
    public async Task Estimates_what_a_change_is_worth_by_the_last_build()
    {
        await using var tree = new TestTree();
        tree.Image("image", $"FROM busybox:1.36 AS build\nRUN echo {tree.Prefix} > /a\nFROM busybox:1.36\nCOPY --from=build /a /\nRUN sleep 0.2; true || pip install fastapi==0.1\n");
        await tree.DotnetSucceeds("build", "image/image.imageproj");

        var result = await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageLint");

        StringAssert.Matches(result.Output, new Regex(@"1\. Caches of package managers: 1 finding, .*; their steps took \d+\.\d s in the last builds"));
    }

    [TestMethod]
    public async Task Fixes_what_is_committed_and_shows_before_what_it_would_do()
    {
        await using var tree = new TestTree();
        const string Before = "FROM debian:12\r\n# why\r\nRUN apt-get update \\\r\n && apt-get upgrade -y \\\r\n && apt-get  install curl\r\n";
        tree.Image("image", Before);
        await new Git(tree).CommitAsync("2024-01-02T03:04:05Z");

        var dry = await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageFix", "-p:ImageFixDryRun=true", "-p:ImageFixRules=IMG1103");
        Assert.AreEqual(Before, await File.ReadAllTextAsync(tree.PathOf("image/Dockerfile")));
        StringAssert.Contains(dry.Output, "- && apt-get upgrade -y", StringComparison.Ordinal);
        Assert.IsFalse(dry.Output.Contains("no-install-recommends", StringComparison.Ordinal), dry.Output);

        await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageFix", "-p:ImageFixRules=IMG1103");
        Assert.AreEqual("FROM debian:12\r\n# why\r\nRUN apt-get update \\\r\n && apt-get  install curl\r\n", await File.ReadAllTextAsync(tree.PathOf("image/Dockerfile")));

        var refused = await tree.Dotnet("msbuild", "image/image.imageproj", "-t:ImageFix", "-p:ImageFixRules=IMG1101%3BIMG1102");
        Assert.AreEqual(tree.PathOf("image/Dockerfile"), refused.Messages.Single(m => m.Code == "IMG1008").File);

        for (var i = 0; i < 2; i++)
            await tree.DotnetSucceeds("msbuild", "image/image.imageproj", "-t:ImageFix", "-p:ImageFixRules=IMG1101%3BIMG1102", "-p:ImageFixForce=true");
        var text = await File.ReadAllTextAsync(tree.PathOf("image/Dockerfile"));
        Assert.AreEqual("FROM debian:12\r\n# why\r\nRUN apt-get update \\\r\n && apt-get  install -y --no-install-recommends curl ca-certificates\r\n", text);
        Assert.AreEqual("IMG0007", (await tree.Dotnet("msbuild", "image/image.imageproj", "-t:ImageFix", "-p:ImageFixRules=IMG9")).Messages.Single().Code);
    }

    [TestMethod]
    public async Task Fixes_a_solution_and_no_parent_before_a_child_that_needs_what_it_takes_away()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n");
        tree.Image("child", "FROM base\nRUN apt-get install -y --no-install-recommends git\n", parents: "base");
        tree.Image("other", "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n");
        tree.Solution("all.slnx", "base/base.imageproj", "child/child.imageproj", "other/other.imageproj");
        tree.DockerBegins("exit 1");
        string[] refused = ["msbuild", "all.slnx", "-m", "-t:ImageFix", "-p:ImageFixRules=IMG1104%3BIMG1119"];
        string[] fix = [.. refused, "-p:ImageFixForce=true"];
        await new Git(tree).CommitAsync("2024-01-02T03:04:05Z");
        tree.Write("child/Dockerfile", "FROM base\nRUN apt-get install -y --no-install-recommends git\n# changed\n");

        // All or nothing: the file of one image is changed, so nothing is fixed.
        var nothing = await tree.Dotnet(refused);
        Assert.AreEqual(tree.PathOf("child/Dockerfile"), nothing.Messages.Single().File, nothing.Output);
        Assert.AreEqual("IMG1008", nothing.Messages.Single().Code);
        Assert.IsFalse((await File.ReadAllTextAsync(tree.PathOf("base/Dockerfile")) + await File.ReadAllTextAsync(tree.PathOf("other/Dockerfile"))).Contains("--mount", StringComparison.Ordinal));

        await tree.DotnetSucceeds(fix);
        var (parent, child) = (await File.ReadAllTextAsync(tree.PathOf("base/Dockerfile")), await File.ReadAllTextAsync(tree.PathOf("child/Dockerfile")));
        await tree.DotnetSucceeds(fix);

        Assert.IsFalse(parent.Contains("--mount", StringComparison.Ordinal), parent);
        StringAssert.Contains(child, "target=/var/lib/apt", StringComparison.Ordinal);
        StringAssert.Contains(child, "apt-get update && apt-get install", StringComparison.Ordinal);
        StringAssert.Contains(await File.ReadAllTextAsync(tree.PathOf("base/Dockerfile")), "target=/var/lib/apt", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Fixes_a_context_and_layers_and_the_image_has_what_it_had()
    {
        await using var tree = new TestTree();
        tree.Image("app", """
            FROM busybox:1.36
            RUN mkdir /a
            RUN touch /a/one && chmod 600 /a/one

            RUN rm -rf /var/tmp/*
            ADD run.sh /a/
            COPY . /src
            """);
        tree.Write("app/run.sh", "exit");
        tree.Write("app/.env", "A=b");
        tree.Write("app/deep/.dockerignore.txt", "kept");
        tree.Write("app/deep/__pycache__/x.pyc", "x");
        const string List = "find /a /src -not -name Dockerfile -not -path '/src/bin*' -not -path '/src/obj*' | sort | xargs stat -c '%n %a'";

        var first = await tree.DotnetSucceeds("build", "app/app.imageproj");
        var before = await Engine.OutputAsync(tree.Tag("app"), "sh", "-c", List);
        await new Git(tree).CommitAsync("2024-01-02T03:04:05Z");
        await tree.DotnetSucceeds("msbuild", "app/app.imageproj", "-t:ImageFix");
        var second = await tree.DotnetSucceeds("build", "app/app.imageproj");
        var after = await Engine.OutputAsync(tree.Tag("app"), "sh", "-c", List);

        Assert.IsTrue(first.Messages.Any(m => m.Code == "IMG1307"), first.Output);
        Assert.IsTrue(first.Messages.Any(m => m.Code == "IMG1310"), first.Output);
        CollectionAssert.AreEqual(new[] { "IMG1310" }, second.Messages.Select(m => m.Code).ToArray(), "only a person can say whether the program reads it");
        CollectionAssert.AreEqual(
            before.Split('\n').Where(line => !line.Contains("__pycache__", StringComparison.Ordinal)).Append("/src/.dockerignore 644").Order(StringComparer.Ordinal).ToArray(),
            after.Split('\n').Order(StringComparer.Ordinal).ToArray());
        // BuildKit pulled it for itself, not for the engine.
        await Engine.RunAsync("pull", "busybox:1.36");
        Assert.HasCount((await Engine.LayersAsync("busybox:1.36")).Length + 3, await Engine.LayersAsync(tree.Tag("app")));
    }

    [TestMethod]
    public async Task Looks_at_Dockerfiles_that_have_no_projects_as_one_family()
    {
        await using var tree = new TestTree();
        tree.Write("lint.imageproj", "<Project Sdk=\"ImageSdk\" />");
        tree.Write("docker/asr/Dockerfile", "FROM acme/base\nRUN pip install numpy==2.0.0\nRUN apt-get install -y curl\n");
        tree.Write("docker/base/Dockerfile.gpu", "ARG BASE\nFROM ${BASE}\nRUN apt-get install -y curl\n");
        tree.Write("docker/base/Dockerfile", "FROM python:3.12\nRUN pip install numpy==1.26.4\n");
        tree.Write("docker/broken/Dockerfile", "FROM debian:12\nRUNN true\n");
        tree.Write("docker/broken/Dockerfile.dockerignore", "*.log\n");
        await Cli.Wrap("mkfifo").WithArguments([tree.PathOf("docker/broken/Dockerfile.pipe")]).ExecuteAsync();

        var result = await tree.Dotnet("build", "-t:ImageLint", "-p:ImageDockerfiles=docker/**/Dockerfile*");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        CollectionAssert.AreEquivalent(
            new[]
            {
                $"IMG0006 {tree.PathOf("docker/broken/Dockerfile.pipe")}:0", $"IMG1001 {tree.PathOf("docker/broken/Dockerfile")}:2",
                $"IMG1003 {tree.PathOf("docker/base/Dockerfile.gpu")}:2",
                $"IMG1101 {tree.PathOf("docker/asr/Dockerfile")}:3", $"IMG1205 {tree.PathOf("docker/asr/Dockerfile")}:2",
            },
            result.Messages.Where(m => m.Code is "IMG0006" or "IMG1001" or "IMG1003" or "IMG1101" or "IMG1205").Select(m => $"{m.Code} {m.File}:{m.Line}").Distinct().ToArray(),
            result.Output);
        StringAssert.Contains(result.Output, "3 Dockerfiles have errors and could not be analysed");

        var nothing = await tree.Dotnet("build", "-t:ImageFix", "-p:ImageDockerfiles=docker/**/Dockerfile", "-p:ImageFixDryRun=true");
        StringAssert.Contains(nothing.Output, "no file was fixed, because of these errors");
        Assert.IsFalse(nothing.Output.Contains("@@", StringComparison.Ordinal), nothing.Output);

        var none = await tree.Dotnet("build", "-t:ImageFix", "-p:ImageDockerfiles=docker/**/Dockerfil");
        Assert.AreEqual(1, none.ExitCode, none.Output);
        StringAssert.Contains(none.Messages.Single(m => m.Code == "IMG0006").Text, "docker/**/Dockerfil");
    }
}
