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
        tree.Image("by-tag", $"FROM busybox:1.36\nCOPY --from={tree.Tag("base")} / /\n");
        tree.Image("by-name", "FROM base\n");
        tree.Solution("all.slnx", "base/base.imageproj", "by-tag/by-tag.imageproj", "by-name/by-name.imageproj");

        var result = await tree.Dotnet("build", "all.slnx");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        CollectionAssert.AreEquivalent(
            new[] { ("IMG2008", tree.PathOf("by-tag/Dockerfile"), 2), ("IMG2008", tree.PathOf("by-name/Dockerfile"), 1) },
            result.Errors.Select(e => (e.Code, e.File, e.Line)).ToArray(), result.Output);
        foreach (var error in result.Errors) Assert.Contains("""<ProjectReference Include="../base/base.imageproj" />""", error.Text);

        tree.Image("by-tag", $"FROM busybox:1.36\nCOPY --from={tree.Tag("base")} / /\n", parents: "base");
        tree.Image("by-name", "FROM base\n", parents: "base");
        await tree.DotnetSucceeds("restore", "all.slnx");
        CollectionAssert.AreEqual(new[] { "docker.io/library/busybox:1.36" }, tree.Lock().Keys.ToArray());
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
}
