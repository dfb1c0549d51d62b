using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary><c>dotnet restore --locked-mode</c>: exactly what was reviewed, or an error.</summary>
[TestClass]
public sealed class A_restore_in_locked_mode
{
    [TestMethod]
    public async Task Names_each_difference_and_changes_nothing()
    {
        await using var tree = new TestTree();
        var (one, _) = await tree.PushUpstream("one", "1", "one");
        var (two, _) = await tree.PushUpstream("two", "1", "two");
        var (three, _) = await tree.PushUpstream("three", "1", "three");
        tree.Image("app", $"FROM {one}\n");
        tree.Image("other", $"FROM {two}\n");
        tree.Solution("all.slnx", "app/app.imageproj", "other/other.imageproj");

        var error = (await tree.Dotnet("restore", "app/app.imageproj", "--locked-mode")).Error;
        Assert.AreEqual(("IMG2004", tree.PathOf("app/app.imageproj")), (error.Code, error.File), "There is no lock.");
        Assert.IsFalse(File.Exists(tree.PathOf("images.lock.json")));

        await tree.DotnetSucceeds("restore", "all.slnx");
        await tree.DotnetSucceeds("restore", "all.slnx", "--locked-mode");

        error = (await tree.Dotnet("restore", "app/app.imageproj", "--locked-mode", "--force-evaluate")).Error;
        Assert.AreEqual(("IMG2005", tree.PathOf("app/app.imageproj")), (error.Code, error.File));

        // "one" is not used any more, "two" is by another project only, "three" is new.
        tree.Image("app", $"# Changed.\nFROM {two}\nCOPY --from={three} / /\n");
        var before = File.ReadAllText(tree.PathOf("images.lock.json"));

        var result = await tree.Dotnet("restore", "all.slnx", "--locked-mode");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        CollectionAssert.AreEquivalent(
            new[]
            {
                ("IMG2006", tree.PathOf("app/Dockerfile"), 2),
                ("IMG2006", tree.PathOf("app/Dockerfile"), 3),
                ("IMG2006", tree.PathOf("images.lock.json"), 0),
            },
            result.Errors.Select(e => (e.Code, e.File, e.Line)).ToArray(), result.Output);
        Assert.Contains(two, result.Errors.Single(e => e.Line == 2).Text);
        Assert.Contains(three, result.Errors.Single(e => e.Line == 3).Text);
        Assert.Contains(one, result.Errors.Single(e => e.Line == 0).Text);
        Assert.AreEqual(before, File.ReadAllText(tree.PathOf("images.lock.json")));
    }

    [TestMethod]
    public async Task Stops_a_build_before_anything_is_built()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\n");
        tree.RecordDockerCalls();

        var error = (await tree.Dotnet("build", "app/app.imageproj", "-p:RestoreLockedMode=true")).Error;

        Assert.AreEqual("IMG2004", error.Code);
        Assert.IsEmpty(tree.TakeDockerCalls());
    }
}
