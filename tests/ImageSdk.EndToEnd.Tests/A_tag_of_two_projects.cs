using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Two projects that give one tag to their images, and that no solution holds together.</summary>
[TestClass]
public sealed class A_tag_of_two_projects
{
    [TestMethod]
    public async Task Is_an_error_that_names_both_until_one_of_them_is_gone()
    {
        await using var tree = new TestTree();
        tree.Image("one", "FROM busybox:1.36\nRUN echo one > /name\n", Tags("latest"));
        tree.Image("two", "FROM busybox:1.36\nRUN echo two > /name\n", Tags("2;latest"));
        await tree.DotnetSucceeds("build", "one/one.imageproj");

        var error = (await tree.Dotnet("publish", "two/two.imageproj")).Error;

        Assert.AreEqual(("IMG2017", tree.PathOf("two/two.imageproj")), (error.Code, error.File));
        Assert.Contains($"two.imageproj and ../one/one.imageproj both build '{tree.Tag("base")}'", error.Text);
        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("base"), "cat", "/name"));

        // Renamed, and with a tag of its own.
        Directory.Move(tree.PathOf("one"), tree.PathOf("three"));
        File.Move(tree.PathOf("three/one.imageproj"), tree.PathOf("three/three.imageproj"));
        tree.Image("three", null, Tags("3"));
        tree.Solution("all.slnx", "two/two.imageproj", "three/three.imageproj");
        await tree.DotnetSucceeds("build", "all.slnx");
        Assert.AreEqual("two", await Engine.OutputAsync(tree.Tag("base"), "cat", "/name"));

        // An option of the command line counts in both, and a tag that both have anyway is not its fault.
        tree.Image("four", "FROM three\n", "", "three");
        var all = await tree.Dotnet("build", "four/four.imageproj", $"-p:ContainerRepository={tree.Prefix}/base", "-p:ContainerImageTags=9");
        Assert.Contains($"because -p:ContainerRepository={tree.Prefix}/base overrides ContainerRepository in every project. Leave the option out", all.Error.Text);
        tree.Image("five", "FROM three\n", Tags("3"), "three");
        Assert.Contains("so each would replace the image of the other", (await tree.Dotnet("build", "five/five.imageproj", $"-p:ContainerRegistry={TestMachine.Registry}")).Error.Text);

        string Tags(string tags) =>
            $"<PropertyGroup><ContainerRepository>{tree.Prefix}/base</ContainerRepository><ContainerImageTags>{tags}</ContainerImageTags></PropertyGroup>";
    }
}
