using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary><c>dotnet clean</c> takes back what a build of the project made, and nothing else.</summary>
[TestClass]
public sealed class A_clean
{
    [TestMethod]
    public async Task Removes_the_tags_and_files_of_the_project_and_not_those_of_a_shared_parent()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Image("child", "FROM base\nCOPY file /file\n", "<PropertyGroup><ContainerImageTags>1;2</ContainerImageTags></PropertyGroup>", "base");
        tree.Write("child/file", "one");
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        var parent = Files(tree, "base");

        await tree.DotnetSucceeds("clean", "child/child.imageproj");

        Assert.IsNull(await Engine.InspectAsync(tree.Tag("child", "1")));
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("child", "2")));
        Assert.AreEqual("", Files(tree, "child"));
        Assert.AreEqual(parent, Files(tree, "base"));
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("base")));

        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("clean", "child/child.imageproj");
        await tree.DotnetSucceeds("build", "child/child.imageproj", "--no-restore");
        Assert.AreEqual("child", tree.TakeBuilt());

        await tree.DotnetSucceeds("build", "child/child.imageproj", "--no-restore", "-t:Rebuild");
        Assert.AreEqual("child", tree.TakeBuilt());
        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("child", "2"), "cat", "/file"));
    }

    [TestMethod]
    public async Task Removes_the_tag_of_an_image_that_a_container_runs()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        await tree.DotnetSucceeds("build", "base/base.imageproj");
        var container = (await Engine.RunAsync("run", "--detach", "--rm", "--network=none", tree.Tag("base"), "sleep", "600")).StandardOutput.Trim();
        try
        {
            await tree.DotnetSucceeds("clean", "base/base.imageproj");

            Assert.IsNull(await Engine.InspectAsync(tree.Tag("base")));
            StringAssert.Contains((await Engine.RunAsync("exec", container, "cat", "/base")).StandardOutput, "base");
        }
        finally
        {
            await Engine.RunAsync("rm", "--force", container);
        }
    }

    private static string Files(TestTree tree, string project) => string.Join('\n', ((string[])["bin", "obj"])
        .SelectMany(d => Directory.EnumerateFiles(tree.PathOf($"{project}/{d}"), "*", SearchOption.AllDirectories))
        .Where(f => !f.EndsWith(".FileListAbsolute.txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
