using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Registries that do not give an answer: each name is an error at its place, and the lock stays as it is.</summary>
[TestClass]
public sealed class An_image_that_cannot_be_looked_up
{
    [TestMethod]
    public async Task Is_an_error_where_it_is_named_one_for_each_name()
    {
        await using var tree = new TestTree();
        var (there, _) = await tree.PushUpstream("there", "1", "one");
        tree.Image("good", $"FROM {there}\n");
        await tree.DotnetSucceeds("restore", "good/good.imageproj");
        var before = File.ReadAllText(tree.PathOf("images.lock.json"));
        var noImage = $"{TestMachine.Registry}/{tree.Upstream("nothing")}:1";
        var noTag = $"{TestMachine.Registry}/{tree.Upstream("there")}:2";
        tree.Image("app", $"""
            # one
            FROM {noImage} AS first
            FROM {noTag} AS second
            FROM {there}
            COPY --from=first / /
            COPY --from=second / /
            COPY --from=unreachable.invalid/x:1 / /
            """);

        var result = await tree.Dotnet("restore", "app/app.imageproj");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        var dockerfile = tree.PathOf("app/Dockerfile");
        CollectionAssert.AreEquivalent(
            new[] { ("IMG2010", dockerfile, 2), ("IMG2010", dockerfile, 3), ("IMG2012", dockerfile, 7) },
            result.Errors.Select(e => (e.Code, e.File, e.Line)).ToArray(), result.Output);
        Assert.Contains(noImage, result.Errors.Single(e => e.Line == 2).Text);
        Assert.Contains("unreachable.invalid", result.Errors.Single(e => e.Line == 7).Text);
        Assert.AreEqual(before, File.ReadAllText(tree.PathOf("images.lock.json")));
    }

    [TestMethod]
    public async Task Is_an_error_in_every_project_that_names_it_and_no_hindrance_for_the_others()
    {
        await using var tree = new TestTree();
        var missing = $"{TestMachine.Registry}/{tree.Upstream("nothing")}:1";
        var (there, _) = await tree.PushUpstream("there", "1", "one");
        tree.Image("one", $"FROM {missing}\n");
        tree.Image("two", $"# Two.\n\nFROM {missing}\n");
        tree.Image("good", $"FROM {there}\n");
        tree.Solution("all.slnx", "one/one.imageproj", "two/two.imageproj", "good/good.imageproj");

        var result = await tree.Dotnet("restore", "all.slnx", "-m:1");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        CollectionAssert.AreEquivalent(
            new[] { ("IMG2010", tree.PathOf("one/Dockerfile"), 1), ("IMG2010", tree.PathOf("two/Dockerfile"), 3) },
            result.Errors.Select(e => (e.Code, e.File, e.Line)).ToArray(), result.Output);
        CollectionAssert.AreEqual(new[] { there }, tree.Lock().Keys.ToArray());
    }
}
