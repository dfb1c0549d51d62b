using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Edges between images that are missing or that lead in a circle.</summary>
[TestClass]
public sealed class A_reference_between_images
{
    [TestMethod]
    public async Task Is_missed_when_a_Dockerfile_names_an_image_of_the_tree()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\n");
        tree.Image("gpu", "FROM scratch AS cpu\nFROM scratch AS cuda\n", "<PropertyGroup><ImageVariants>cpu;cuda</ImageVariants></PropertyGroup>");
        tree.Image("by-tag", $"FROM busybox:1.36\nCOPY --from={tree.Tag("base")} / /\n");
        tree.Image("by-name", "FROM base\n");
        tree.Image("by-variant", $"FROM {tree.Tag("gpu", "cuda")}\n");
        tree.Solution("all.slnx", "base/base.imageproj", "by-tag/by-tag.imageproj", "by-name/by-name.imageproj", "by-variant/by-variant.imageproj");
        BreakNeighbours(tree);

        var result = await tree.Dotnet("build", "all.slnx");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        CollectionAssert.AreEquivalent(
            new[]
            {
                ("IMG2008", tree.PathOf("by-tag/Dockerfile"), 2), ("IMG2008", tree.PathOf("by-name/Dockerfile"), 1), ("IMG2008", tree.PathOf("by-variant/Dockerfile"), 1),
            },
            result.Errors.Select(e => (e.Code, e.File, e.Line)).ToArray(), result.Output);
        foreach (var error in result.Errors) Assert.Contains($"""<ProjectReference Include="../{(error.Text.Contains("gpu", StringComparison.Ordinal) ? "gpu/gpu" : "base/base")}.imageproj" />""", error.Text);
    }

    [TestMethod]
    public async Task Is_asked_for_the_tag_that_its_project_builds_unless_another_is_declared_as_external()
    {
        await using var tree = new TestTree();
        await UpstreamImage.PushAsync($"{tree.Prefix}/base", "v2", "old", ["amd64"]);
        tree.Image("base", "FROM busybox:1.36\n");
        tree.Image("app", $"FROM {tree.Tag("base", "v2")}\n", parents: "base");
        tree.Image("loose", $"FROM {tree.Tag("base", "v2")}\n");
        BreakNeighbours(tree);

        var error = (await tree.Dotnet("build", "app/app.imageproj")).Error;

        Assert.AreEqual(("IMG2016", tree.PathOf("app/Dockerfile"), 1), (error.Code, error.File, error.Line));
        Assert.Contains($"../base/base.imageproj, which builds {tree.Tag("base")}.", error.Text);

        tree.Image("app", $"FROM {tree.Tag("base", "v2")}\n", $"""<ItemGroup><ImageExternal Include="{tree.Tag("base", "v2")}" /></ItemGroup>""", "base");
        tree.Solution("all.slnx", "app/app.imageproj", "loose/loose.imageproj");
        var build = await tree.DotnetSucceeds("build", "all.slnx", "-tl:off", "-m:1");

        Assert.IsEmpty(build.Messages, "nobody asked for the neighbours");
        Assert.Contains("0 Error(s)", build.Output);
        Assert.Contains($"another tag than that of ../base/base.imageproj, which builds {tree.Tag("base")}", build.Output);
        Assert.AreEqual("old", (await Engine.LabelsAsync(tree.Tag("app")))["mark"]);

        tree.Image("loose", $"FROM {tree.Tag("base", "v2")}\n", $"""<ItemGroup><ImageExternal Include="{tree.Tag("base", "v1")}" /></ItemGroup>""");
        var unused = (await tree.DotnetSucceeds("restore", "loose/loose.imageproj")).Messages.Single();
        Assert.AreEqual(("warning", "IMG2018", tree.PathOf("loose/loose.imageproj")), (unused.Severity, unused.Code, unused.File));
        Assert.Contains($"Did you mean {tree.Tag("base", "v2")}?", unused.Text);
    }

    [TestMethod]
    public async Task Is_the_only_way_in_which_a_broken_project_of_a_solution_changes_the_result_of_another()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\nRUN echo app > /app\n");
        BreakNeighbours(tree);
        tree.Solution("unreadable.slnx", "broken/text.imageproj", "app/app.imageproj", "broken/sdk.imageproj");
        tree.Solution("broken.slnx", "broken/text.imageproj", "broken/item.imageproj", "app/app.imageproj");
        var restore = await tree.DotnetSucceeds("restore", "app/app.imageproj");
        Assert.Contains("broken/text.imageproj cannot be evaluated", restore.Output);

        foreach (var arguments in (string[][])[["unreadable.slnx", "-t:app", "-m:1"], ["broken.slnx", "-t:app:ImageLint"]])
        {
            var result = await tree.DotnetSucceeds(["build", .. arguments, "--no-restore", "-tl:off"]);
            Assert.IsEmpty(result.Messages, result.Output);
            Assert.Contains("0 Error(s)", result.Output);
        }

        // In a lint of them all, the others are analysed all the same.
        var all = await tree.Dotnet("build", "broken.slnx", "-t:ImageLint", "--no-restore");
        Assert.AreEqual(1, all.ExitCode);
        Assert.Contains("app -> 0 findings", all.Output);
        Assert.Contains("MSB4025", string.Join(' ', all.Errors.Select(e => e.Code)));
    }

    [TestMethod]
    public async Task Is_an_error_when_it_closes_a_circle_of_two()
    {
        await using var tree = new TestTree();
        tree.Image("egg", "FROM hen\n", parents: "hen");
        tree.Image("hen", "FROM egg\n", parents: "egg");

        var error = (await tree.Dotnet("build", "hen/hen.imageproj")).Error;

        Assert.AreEqual(("IMG0010", tree.PathOf("hen/hen.imageproj")), (error.Code, error.File));
        Assert.Contains("hen → egg → hen", error.Text);
    }

    [TestMethod]
    public async Task Is_an_error_when_it_closes_a_circle_of_three_behind_the_project()
    {
        await using var tree = new TestTree();
        tree.Image("rock", "FROM paper\n", parents: "paper");
        tree.Image("paper", "FROM scissors\n", parents: "scissors");
        tree.Image("scissors", "FROM rock\n", parents: "rock");
        tree.Image("player", "FROM rock\n", parents: "rock");
        tree.Solution("all.slnx", "player/player.imageproj", "rock/rock.imageproj", "paper/paper.imageproj", "scissors/scissors.imageproj");

        var error = (await tree.Dotnet("restore", "player/player.imageproj")).Error;

        Assert.AreEqual(("IMG0010", tree.PathOf("rock/rock.imageproj")), (error.Code, error.File));
        Assert.Contains("rock → paper → scissors → rock", error.Text);

        var all = await tree.Dotnet("restore", "all.slnx");
        Assert.AreEqual(1, all.ExitCode, all.Output);
        CollectionAssert.AreEqual(new[] { "IMG0010" }, all.Errors.Select(e => e.Code).Distinct().ToArray(), all.Output);
    }

    /// <summary>Projects that nothing references, in all ways in which a project can be wrong.</summary>
    private static void BreakNeighbours(TestTree tree)
    {
        tree.Write("broken/text.imageproj", """<Project Sdk="ImageSdk"><""");
        tree.Write("broken/sdk.imageproj", """<Project Sdk="No.Such.Sdk/1.0.0" />""");
        tree.Write("broken/import.imageproj", """<Project Sdk="ImageSdk"><Import Project="nowhere.props" /></Project>""");
        tree.Write("broken/property.imageproj", """<Project Sdk="ImageSdk"><PropertyGroup><A>$([System.IO.File]::ReadAllText('nowhere'))</A></PropertyGroup></Project>""");
        tree.Write("broken/item.imageproj", """<Project Sdk="ImageSdk"><ItemGroup><AptPackage Include="--no such" /></ItemGroup></Project>""");
        tree.Write("broken/target.imageproj", """<Project Sdk="ImageSdk"><Target Name="Fail" BeforeTargets="_DefineImage"><Error Text="failed" /></Target></Project>""");
    }
}
