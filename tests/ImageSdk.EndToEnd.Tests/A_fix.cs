using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What <c>ImageFix</c> and <c>ImageLint</c> say about the Dockerfiles of a directory, and what they leave as it is.</summary>
[TestClass]
public sealed class A_fix
{
    private const string Dockerfile = "FROM debian:12\nRUN apt-get install -y curl\nRUN apt-get install -y git\n";
    private const string Pattern = "-p:ImageDockerfiles=docker/**/Dockerfile";

    [TestMethod]
    public async Task Names_each_file_with_its_fixes_and_a_dry_run_says_which_file_will_be_refused()
    {
        await using var tree = await TreeAsync();
        var before = File.ReadAllText(tree.PathOf("docker/b/Dockerfile")) + "# changed\n";
        tree.Write("docker/b/Dockerfile", before);

        var dry = await tree.DotnetSucceeds("build", "-t:ImageFix", Pattern, "-p:ImageFixRules=IMG1101", "-p:ImageFixDryRun=true");
        Assert.AreEqual(
            "docker/a/Dockerfile: 2 fixes: IMG1101 (2)|docker/b/Dockerfile: 2 fixes: IMG1101 (2)|"
            + "lint -> would fix 4 findings in 2 files: IMG1101 (4)|docker/b/Dockerfile: ImageFix will refuse this file and fix nothing (IMG1008). ",
            Lines(dry));
        Assert.AreEqual(before, File.ReadAllText(tree.PathOf("docker/b/Dockerfile")));
        var refused = await tree.Dotnet("build", "-t:ImageFix", Pattern, "-p:ImageFixRules=IMG1101");
        Assert.AreEqual(("IMG1008", tree.PathOf("docker/b/Dockerfile")), (refused.Errors.Single().Code, refused.Errors.Single().File));
        Assert.AreEqual(Dockerfile, File.ReadAllText(tree.PathOf("docker/a/Dockerfile")));

        var forced = await tree.DotnetSucceeds("build", "-t:ImageFix", Pattern, "-p:ImageFixRules=IMG1101", "-p:ImageFixForce=true");
        Assert.AreEqual(
            "docker/a/Dockerfile: 2 fixes: IMG1101 (2)|docker/b/Dockerfile: 2 fixes: IMG1101 (2)|lint -> fixed 4 findings in 2 files: IMG1101 (4)",
            Lines(forced));
        var again = await tree.DotnetSucceeds("build", "-t:ImageFix", Pattern, "-p:ImageFixRules=IMG1101", "-p:ImageFixDryRun=true");
        Assert.AreEqual("lint -> nothing to fix", Lines(again));
    }

    [TestMethod]
    public async Task Leaves_all_files_as_they_are_when_one_of_them_cannot_be_written()
    {
        await using var tree = await TreeAsync();
        File.SetUnixFileMode(tree.PathOf("docker/b/Dockerfile"), UnixFileMode.UserRead);

        var failed = await tree.Dotnet("build", "-t:ImageFix", Pattern);

        var error = failed.Errors.Single();
        Assert.AreEqual(("IMG0014", tree.PathOf("docker/b/Dockerfile")), (error.Code, error.File), failed.Output);
        StringAssert.Contains(error.Text, "No file was fixed.");
        Assert.AreEqual(Dockerfile, File.ReadAllText(tree.PathOf("docker/a/Dockerfile")));
        Assert.IsEmpty(Directory.GetFiles(tree.Root, "*.tmp", SearchOption.AllDirectories));
    }

    [TestMethod]
    [DataRow("ImageLint")]
    [DataRow("ImageFix")]
    public async Task Names_the_pattern_that_matches_no_file(string target)
    {
        await using var tree = await TreeAsync();

        var failed = await tree.Dotnet("build", $"-t:{target}", "-p:ImageDockerfiles=\"docker/**/Dockerfile;b/none*; docker/c?\"");

        Assert.HasCount(2, failed.Errors, failed.Output);
        foreach (var (error, pattern) in failed.Errors.Zip(["b/none*", "docker/c?"]))
        {
            Assert.AreEqual("IMG0006", error.Code);
            StringAssert.Contains(error.Text, $"ImageDockerfiles has '{pattern}', and no file");
        }

        Assert.AreEqual(Dockerfile, File.ReadAllText(tree.PathOf("docker/a/Dockerfile")));
        await tree.DotnetSucceeds("build", $"-t:{target}", "-p:ImageBuildKitCheck=false", "-p:ImageDockerfiles=docker/a/*%3Bdocker/*/Dockerfile");
    }

    [TestMethod]
    public async Task Is_told_by_SARIF_which_files_were_not_analysed()
    {
        await using var tree = await TreeAsync();
        var sarif = tree.PathOf("bin/Debug/lint.sarif");
        string[] lint = ["build", "-t:ImageLint", Pattern, "-p:ImageBuildKitCheck=false"];
        await tree.DotnetSucceeds(lint);
        Assert.AreEqual("True ", Invocation(sarif));

        tree.Write("docker/b/Dockerfile", "FROM debian:12\nRUNN true\n");
        Assert.AreEqual(1, (await tree.Dotnet(lint)).ExitCode);
        Assert.AreEqual("False IMG1001 docker/b/Dockerfile 2", Invocation(sarif));

        File.Delete(tree.PathOf("docker/b/Dockerfile"));
        Directory.CreateSymbolicLink(tree.PathOf("docker/b/Dockerfile"), "Dockerfile");
        Assert.AreEqual(1, (await tree.Dotnet([.. lint, "-p:ImageDockerfiles=docker/b/Dockerfile"])).ExitCode);
        Assert.AreEqual("False IMG0006 docker/b/Dockerfile 0", Invocation(sarif));

        Assert.AreEqual(1, (await tree.Dotnet([.. lint, "-p:ImageDockerfiles=none/*"])).ExitCode);
        Assert.AreEqual("False IMG0006 lint.imageproj 0", Invocation(sarif));
    }

    private static async Task<TestTree> TreeAsync()
    {
        var tree = new TestTree();
        tree.Write("lint.imageproj", "<Project Sdk=\"ImageSdk\" />");
        tree.Write("docker/a/Dockerfile", Dockerfile);
        tree.Write("docker/b/Dockerfile", Dockerfile);
        await new Git(tree).CommitAsync("2024-01-02T03:04:05Z");
        return tree;
    }

    /// <summary>The lines about files and about the project, without the differences and the end of long messages.</summary>
    private static string Lines(DotnetResult result) => string.Join('|', result.Output.Split('\n').Select(line => line.Trim())
        .Where(line => line.StartsWith("docker/", StringComparison.Ordinal) || line.StartsWith("lint -> ", StringComparison.Ordinal))
        .Select(line => line.IndexOf("(IMG1008). ", StringComparison.Ordinal) is var end and > 0 ? line[..(end + 11)] : line));

    private static string Invocation(string sarif)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(sarif));
        var invocation = log.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0];
        var notifications = invocation.GetProperty("toolExecutionNotifications").EnumerateArray().Select(notification =>
        {
            var place = notification.GetProperty("locations")[0].GetProperty("physicalLocation");
            var line = place.TryGetProperty("region", out var region) ? region.GetProperty("startLine").GetInt32() : 0;
            return $"{notification.GetProperty("descriptor").GetProperty("id").GetString()} "
                + $"{place.GetProperty("artifactLocation").GetProperty("uri").GetString()} {line}";
        });
        return $"{invocation.GetProperty("executionSuccessful").GetBoolean()} {string.Join('|', notifications)}";
    }
}
