using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>With one node of MSBuild, images are begun while another one is waited for: a head start, which changes nothing but the time.</summary>
[TestClass]
public sealed class An_image_begun_beside_another
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
    public async Task Is_built_again_when_a_target_before_ImageBuild_makes_it_another_one()
    {
        await using var tree = Pair("""
            <Target Name="Choose" BeforeTargets="ImageBuild"><ItemGroup><ImageBuildArg Include="WORD" Value="late" /></ItemGroup></Target>
            """);
        tree.Write("beside/Dockerfile", "FROM busybox:1.36\nARG WORD=early\nRUN echo $WORD > /word\n");

        var result = await tree.DotnetSucceeds("build", "family.slnx");

        Assert.AreEqual("late", await Engine.OutputAsync(tree.Tag("beside"), "cat", "/word"));
        Assert.IsEmpty(result.Messages, result.Output);
        tree.TakeBuilt();
        await tree.DotnetSucceeds("build", "family.slnx");
        Assert.AreEqual("", tree.TakeBuilt());
    }

    [TestMethod]
    public async Task Has_what_a_target_before_ImageBuild_writes_for_it()
    {
        await using var tree = Pair("""
            <ItemGroup><ImageSecret Include="token" File="token.txt" /></ItemGroup>
            <Target Name="Log_in" BeforeTargets="ImageBuild"><WriteLinesToFile File="$(MSBuildProjectDirectory)/token.txt" Lines="secret" /></Target>
            """);
        tree.Write("beside/Dockerfile", "FROM busybox:1.36\nRUN --mount=type=secret,id=token wc -c < /run/secrets/token > /length\n");

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

        Assert.AreEqual(("IMG3001", tree.PathOf("beside/Dockerfile"), 3), (result.Error.Code, result.Error.File, result.Error.Line), result.Output);
        Assert.AreEqual(1, result.ExitCode, result.Output);
        Assert.AreEqual("beside first", tree.TakeBuilt());
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("first")));
    }

    [TestMethod]
    public async Task Is_given_up_when_its_own_targets_fail_before_they_come_to_it()
    {
        using var gate = new Gate();
        using var closed = new Gate();
        await using var tree = Pair(Host + """
            <Target Name="Refuse" BeforeTargets="ImageBuild"><Error Code="MY1" Text="Not today." /></Target>
            """);
        tree.Image("first", $"FROM busybox:1.36\n{gate.Run("first")}\n", Host);
        tree.Write("beside/Dockerfile", $"FROM busybox:1.36\n{closed.Run("beside")}\n");

        var build = tree.Start("build", "family.slnx");
        await gate.Visitors(1, build);
        await closed.Visitors(1, build);
        gate.Open();
        var result = await build.Result.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.AreEqual("MY1", result.Error.Code, result.Output);
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("first")));
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("beside")));
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
