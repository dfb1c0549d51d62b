using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What a build says at its end of all its images: for a solution by <c>Directory.Solution.targets</c>, for a project by a target.</summary>
[TestClass]
public sealed class A_summary
{
    [TestMethod]
    [DataRow("-m:1", "Build")]
    [DataRow("-m:2", "Rebuild")]
    public async Task Of_a_solution_counts_what_was_built_what_failed_and_what_was_not_begun(string nodes, string target)
    {
        await using var tree = Family();
        tree.Image("child", "FROM base\nRUN cat /not-there\n", parents: "base");
        tree.Image("grandchild", "FROM child\nRUN echo grandchild > /grandchild\n", parents: "child");
        tree.RecordDockerCalls();

        var result = await tree.Dotnet("build", "family.slnx", nodes, $"-t:{target}");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        Assert.AreEqual("IMG3001", result.Errors.Single().Code, result.Output);
        Assert.AreEqual("base child other", tree.TakeBuilt());
        StringAssert.StartsWith(Line(result, "family.slnx"), "family.slnx -> 4 images: 2 built, 1 failed, 1 not started; RUN: 2 run, 0 cached; ");
        Line(result, "base");
    }

    [TestMethod]
    public async Task Of_a_solution_ends_a_publish_that_builds()
    {
        await using var tree = Family();
        tree.Image("child", "FROM base\nRUN cat /not-there\n", parents: "base");

        var result = await tree.Dotnet("publish", "family.slnx");

        Assert.AreEqual("IMG3001", result.Errors.Single().Code, result.Output);
        StringAssert.StartsWith(Line(result, "family.slnx"), "family.slnx -> 4 images: 2 built, 1 failed, 1 not started; RUN: 2 run, 0 cached; ");

        tree.Image("child", "FROM base\nRUN echo child > /child\n", parents: "base");
        await tree.DotnetSucceeds("publish", "family.slnx");
        result = await tree.DotnetSucceeds("publish", "family.slnx", "--no-build");
        Assert.DoesNotContain("family.slnx -> ", result.Output);
    }

    [TestMethod]
    public async Task Of_a_solution_tells_a_build_that_changes_nothing()
    {
        await using var tree = Family();
        await tree.DotnetSucceeds("build", "family.slnx");
        tree.RecordDockerCalls();

        var result = await tree.DotnetSucceeds("build", "family.slnx", "--no-restore");

        Assert.AreEqual("family.slnx -> 4 images: 4 up to date", Line(result, "family.slnx"));
        Assert.IsEmpty(tree.TakeDockerCalls());
        foreach (var image in (string[])["base", "child", "grandchild", "other"]) StringAssert.EndsWith(Line(result, image), " (up to date)");
    }

    [TestMethod]
    public async Task Of_a_project_is_about_all_that_it_stands_on()
    {
        await using var tree = Family();
        await tree.DotnetSucceeds("build", "family.slnx");
        tree.Write("base/Dockerfile", "FROM busybox:1.36\nRUN head -c 1000000 /dev/zero > /base; echo " + tree.Prefix + "\n");

        var result = await tree.DotnetSucceeds("msbuild", "grandchild/grandchild.imageproj", "-t:ImageSummary", "-getTargetResult:ImageSummary");

        var summary = JsonDocument.Parse(result.Output).RootElement.GetProperty("TargetResults").GetProperty("ImageSummary").GetProperty("Items")[0];
        string Number(string name) => summary.GetProperty(name).GetString()!;
        Assert.AreEqual("3 0 0 0", $"{Number("Built")} {Number("UpToDate")} {Number("Failed")} {Number("NotStarted")}");
        Assert.AreEqual("3 0", $"{Number("StepsRun")} {Number("StepsCached")}");
        Assert.AreEqual("base;child;grandchild", Number("CriticalPath"));
        var (before, after) = (long.Parse(Number("Size")) - long.Parse(Number("SizeChange")), ImageRecordFile.Read(tree, "grandchild").Layers.Sum(l => l.Size));
        Assert.AreEqual(after, long.Parse(Number("Size")));
        Assert.IsTrue(before > 0 && after - before is > 900_000 and < 1_100_000, $"{before} {after}");
    }

    private static TestTree Family()
    {
        var tree = new TestTree();
        // BuildKit's cache has nothing of them: the prefix is of this tree alone.
        tree.Image("base", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /base\n");
        tree.Image("child", "FROM base\nRUN echo child > /child\n", parents: "base");
        tree.Image("grandchild", "FROM child\nRUN echo grandchild > /grandchild\n", parents: "child");
        tree.Image("other", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /other\n");
        tree.Solution("family.slnx", "grandchild/grandchild.imageproj", "base/base.imageproj", "child/child.imageproj", "other/other.imageproj");
        tree.SolutionTargets();
        return tree;
    }

    /// <summary>The one line that says what became of something.</summary>
    private static string Line(DotnetResult result, string name) => result.Output.Split('\n').Select(line => line.Trim())
        .Single(line => line.StartsWith($"{name} -> ", StringComparison.Ordinal));
}
