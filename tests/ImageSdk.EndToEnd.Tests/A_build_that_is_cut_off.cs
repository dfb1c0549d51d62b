using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Builds that are killed, interrupted or disturbed leave nothing broken behind.</summary>
[TestClass]
public sealed class A_build_that_is_cut_off
{
    private const string Host = "<PropertyGroup><ImageNetwork>host</ImageNetwork></PropertyGroup>";

    [TestMethod]
    public async Task By_a_kill_leaves_the_last_record_and_the_next_build_is_right()
    {
        await using var tree = new TestTree();
        using var gate = new Gate();
        tree.Image("base", "FROM busybox:1.36\nRUN echo one > /base\n", Host);
        await tree.DotnetSucceeds("build", "base/base.imageproj");
        var record = File.ReadAllText(tree.PathOf("base/bin/Debug/base.image.json"));
        tree.Write("base/Dockerfile", $"FROM busybox:1.36\n{gate.Run("base")}\nRUN echo two > /base\n");

        var build = tree.Start("build", "base/base.imageproj", "--no-restore");
        await gate.Visitors(1, build);
        build.Kill();
        await build.Result;
        gate.Open();

        Assert.AreEqual(record, File.ReadAllText(tree.PathOf("base/bin/Debug/base.image.json")));
        tree.Write("base/Dockerfile", "FROM busybox:1.36\nRUN echo three > /base\n");
        await tree.DotnetSucceeds("build", "base/base.imageproj", "--no-restore");
        Assert.AreEqual("three", await Engine.OutputAsync(tree.Tag("base"), "cat", "/base"));
    }

    [TestMethod]
    [DataRow("-m:2")]
    [DataRow("-m:1")]
    public async Task By_Ctrl_C_ends_soon_and_so_do_its_buildx_processes_and_no_others(string nodes)
    {
        await using var tree = new TestTree();
        using var gate = new Gate();
        tree.Image("one", $"FROM busybox:1.36\n{gate.Run("one")}\n", Host);
        tree.Image("two", $"FROM busybox:1.36\n{gate.Run("two")}\n", Host);
        tree.Image("other", $"FROM busybox:1.36\n{gate.Run("other")}\n", Host);
        tree.Solution("family.slnx", "one/one.imageproj", "two/two.imageproj");
        await tree.DotnetSucceeds("restore", "family.slnx");
        await tree.DotnetSucceeds("restore", "other/other.imageproj");
        var build = tree.Start("build", "family.slnx", "--no-restore", nodes);
        var other = tree.Start("build", "other/other.imageproj", "--no-restore");
        await gate.Visitors(3, build, other);
        var started = build.Descendants();
        Assert.IsTrue(started.Values.Any(c => c.Contains("buildx build", StringComparison.Ordinal)), "No buildx runs.");

        build.Interrupt();
        var result = await build.Result.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.AreNotEqual(0, result.ExitCode);
        Assert.IsEmpty(result.Errors, result.Output);
        foreach (var (id, command) in started) Assert.AreNotEqual(command, DotnetProcess.CommandLineOf(id), "It still runs.");
        gate.Open();
        Assert.AreEqual(0, (await other.Result).ExitCode, (await other.Result).Output);
    }

    [TestMethod]
    public async Task By_nothing_but_another_build_of_the_same_tree_succeeds_as_that_one_does()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Image("child", "FROM base\nRUN cat /file > /child\n", parents: "base");
        tree.Write("base/file", "one");
        tree.RecordDockerCalls();

        var (one, two) = (tree.Start("build", "child/child.imageproj"), tree.Start("build", "child/child.imageproj"));
        var results = await Task.WhenAll(one.Result, two.Result);

        foreach (var result in results) Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("child"), "cat", "/child"));
        tree.TakeDockerCalls();
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        Assert.AreEqual("", tree.TakeBuilt(), "They left different states behind.");
        Assert.IsFalse(Directory.EnumerateFiles(tree.Root, "*.tmp", SearchOption.AllDirectories).Any());
    }
}
