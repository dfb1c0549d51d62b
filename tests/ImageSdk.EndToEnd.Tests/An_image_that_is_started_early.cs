using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>
/// Images are started before their own project comes, as soon as the images that they are based on are built. That changes only
/// the time.
/// </summary>
[TestClass]
public sealed class An_image_that_is_started_early
{
    private const string Host = "<PropertyGroup><ImageNetwork>host</ImageNetwork></PropertyGroup>";

    [TestMethod]
    [DataRow("build")]
    [DataRow("publish")]
    public async Task Keeps_no_child_waiting_however_long_it_takes(string command)
    {
        await using var tree = new TestTree();
        using var gate = new Gate();
        using var gateOfLong = new Gate();
        tree.Image("base", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /base\n", Host);
        tree.Image("child", $"FROM base\n{gate.Run("child")}\n", Host, "base");
        tree.Image("grandchild", $"FROM child\n{gate.Run("grandchild")}\n", Host, "child");
        tree.Image("long", $"FROM busybox:1.36\n{gateOfLong.Run("long")}\n", Host);
        Solution(tree, "base", "child", "grandchild", "long");

        // The long one stays at its gate until the last of the others is through.
        var build = tree.Start(command, "family.slnx", "-m:1");
        await gateOfLong.Visitors(1, build);
        await gate.Visitors(1, build);
        gate.Open();
        await gate.Visitors(1, build);
        gate.Open();
        gateOfLong.Open();

        var result = await build.Result;
        Assert.AreEqual(0, result.ExitCode, result.Output);
    }

    [TestMethod]
    public async Task Takes_the_last_slot_when_more_images_wait_for_it_than_for_the_one_whose_turn_it_is()
    {
        await using var tree = new TestTree();
        using var gate = new Gate();
        using var gateOfAlone = new Gate();
        tree.Image("root", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /word\n");
        tree.Image("alone", $"FROM root\n{gateOfAlone.Run("alone")}\n", Host, "root");
        tree.Image("base", $"FROM root\n{gate.Run("base")}\n", Host, "root");
        tree.Image("child", "FROM base\n", "", "base");
        Solution(tree, "root", "alone", "base", "child");

        // MSBuild goes by the alphabet.
        var build = tree.Start("build", "family.slnx", "-p:ImageMaxParallelBuilds=1");
        await gate.Visitors(1, build);
        gate.Open();
        await gateOfAlone.Visitors(1, build);
        gateOfAlone.Open();

        var result = await build.Result;
        Assert.AreEqual(0, result.ExitCode, result.Output);
    }

    [TestMethod]
    public async Task Waits_for_the_targets_before_it_and_is_built_once()
    {
        await using var tree = Pair("""
            <Target Name="Choose" BeforeTargets="ImageBuild">
              <ItemGroup><ImageBuildArg Include="WORD" Value="late" /></ItemGroup>
            </Target>
            """);
        tree.Write("beside/Dockerfile", "FROM busybox:1.36\nARG WORD=early\nRUN echo $WORD > /word\n");
        tree.Image("child", "FROM beside\nRUN cat /word > /copy\n", "", "beside");
        Solution(tree, "first", "beside", "child");

        var result = await tree.DotnetSucceeds("build", "family.slnx");

        Assert.AreEqual("late", await Engine.OutputAsync(tree.Tag("child"), "cat", "/copy"));
        Assert.IsEmpty(result.Messages, result.Output);
        Assert.AreEqual("beside child first", tree.TakeBuilt());
        await tree.DotnetSucceeds("build", "family.slnx");
        Assert.AreEqual("", tree.TakeBuilt());
    }

    [TestMethod]
    [DataRow("child/child.imageproj")]
    [DataRow("family.slnx")]
    public async Task Runs_each_hook_once_and_in_order(string project)
    {
        await using var tree = new TestTree();
        string[] hooks = ["Build", "ImageBuild", "BeforeBuild", "AfterBuild"];
        var targets = string.Concat(hooks.SelectMany(hook => (string[])
        [
            $"""
            <Target Name="B{hook}" BeforeTargets="{hook}">
              <Exec Command="echo $(MSBuildProjectName) before {hook} >> ../hooks" />
            </Target>
            """,
            $"""
            <Target Name="A{hook}" AfterTargets="{hook}">
              <Exec Command="echo $(MSBuildProjectName) after {hook} >> ../hooks" />
            </Target>
            """,
        ]));
        tree.Image("base", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /base\n", targets);
        tree.Image("child", "FROM base\nRUN echo child > /child\n", targets, "base");
        Solution(tree, "child", "base");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", project);

        var lines = File.ReadAllLines(tree.PathOf("hooks"));
        foreach (var image in (string[])["base", "child"])
        {
            Assert.AreEqual(
                "before BeforeBuild, after BeforeBuild, before ImageBuild, after ImageBuild, "
                + "before AfterBuild, after AfterBuild, before Build, after Build",
                string.Join(", ", lines.Where(line => line.StartsWith(image, StringComparison.Ordinal))
                    .Select(line => line[(image.Length + 1)..])));
        }

        Assert.AreEqual("base child", tree.TakeBuilt());
    }

    [TestMethod]
    public async Task Is_built_by_one_of_two_builds_at_once()
    {
        await using var tree = new TestTree();
        using var gate = new Gate();
        tree.Image("app", $"FROM busybox:1.36\n{gate.Run("app")}\n", Host + """
            <Target Name="Say" BeforeTargets="ImageBuild">
              <Touch Files="second" AlwaysCreate="true" Condition="'$(Second)' == 'true'" />
            </Target>
            """);
        await tree.DotnetSucceeds("restore", "app/app.imageproj");
        tree.RecordDockerCalls();

        var first = tree.Start("build", "app/app.imageproj", "--no-restore");
        await gate.Visitors(1, first);
        var second = tree.Start("build", "app/app.imageproj", "--no-restore", "-p:Second=true");
        while (!File.Exists(tree.PathOf("app/second"))) await Task.Delay(50);
        // Time to start a second build, if it were going to.
        await Task.Delay(3000);
        gate.Open();

        Assert.AreEqual(0, (await first.Result).ExitCode, (await first.Result).Output);
        Assert.AreEqual(0, (await second.Result).ExitCode, (await second.Result).Output);
        Assert.AreEqual("app", tree.TakeBuilt());
    }

    [TestMethod]
    public async Task Has_what_a_target_before_ImageBuild_writes_for_it()
    {
        await using var tree = Pair("""
            <ItemGroup><ImageSecret Include="token" File="token.txt" /></ItemGroup>
            <Target Name="Log_in" BeforeTargets="ImageBuild">
              <WriteLinesToFile File="$(MSBuildProjectDirectory)/token.txt" Lines="secret" />
            </Target>
            """);
        tree.Write("beside/Dockerfile",
            "FROM busybox:1.36\nRUN --mount=type=secret,id=token wc -c < /run/secrets/token > /length\n");

        var result = await tree.DotnetSucceeds("build", "family.slnx");

        Assert.AreEqual("7", await Engine.OutputAsync(tree.Tag("beside"), "cat", "/length"));
        Assert.IsEmpty(result.Messages, result.Output);
    }

    [TestMethod]
    public async Task Fails_once_and_at_its_line_and_its_children_are_not_built()
    {
        await using var tree = Pair("");
        tree.Write("beside/Dockerfile", "FROM busybox:1.36\nRUN echo one\nRUN false\n");
        tree.Image("child", "FROM beside\n", "", "beside");
        Solution(tree, "first", "beside", "child");

        var result = await tree.Dotnet("build", "family.slnx");

        Assert.AreEqual(
            ("IMG3001", tree.PathOf("beside/Dockerfile"), 3), (result.Error.Code, result.Error.File, result.Error.Line),
            result.Output);
        Assert.AreEqual(1, result.ExitCode, result.Output);
        Assert.AreEqual("beside first", tree.TakeBuilt());
        StringAssert.Contains(result.Output, "child: not started, because beside failed.");
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("first")));
    }

    [TestMethod]
    public async Task Is_not_built_when_a_target_before_it_fails_and_neither_are_its_children()
    {
        await using var tree = Pair("""
            <Target Name="Refuse" BeforeTargets="ImageBuild"><Error Code="MY1" Text="Not today." /></Target>
            """);
        tree.Image("child", "FROM beside\n", "", "beside");
        Solution(tree, "first", "beside", "child");

        var result = await tree.Dotnet("build", "family.slnx");

        Assert.AreEqual("MY1", result.Error.Code, result.Output);
        Assert.AreEqual("first", tree.TakeBuilt());
        StringAssert.Contains(result.Output, "family.slnx -> 3 images: 1 built, 2 not started");
    }

    private static TestTree Pair(string content)
    {
        var tree = new TestTree();
        tree.Image("first", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /first\n");
        tree.Image("beside", "FROM busybox:1.36\n", content);
        Solution(tree, "first", "beside");
        tree.RecordDockerCalls();
        return tree;
    }

    private static void Solution(TestTree tree, params string[] images)
    {
        tree.Solution("family.slnx", [.. images.Select(image => $"{image}/{image}.imageproj")]);
        tree.SolutionTargets();
    }
}
