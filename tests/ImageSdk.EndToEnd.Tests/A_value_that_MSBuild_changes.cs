using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Build arguments and labels of an image with a Dockerfile, which MSBuild may change before a task sees them.</summary>
[TestClass]
public sealed class A_value_that_MSBuild_changes
{
    [TestMethod]
    public async Task Is_an_error_at_its_item_after_each_edit_and_arrives_when_it_is_escaped()
    {
        await using var tree = new TestTree();
        const string Dockerfile = "FROM busybox:1.36\nARG URL\nRUN echo \"$URL\" > /url\n";
        tree.Image("image", Dockerfile, """<ItemGroup><ContainerLabel Include="end" Value="a;" /></ItemGroup>""");
        await tree.DotnetSucceeds("build", "image");

        // This label is lost, so the plan is the one of the last build.
        tree.Image("image", Dockerfile, """<ItemGroup><ContainerLabel Include="end" Value="a;" /><ContainerLabel Include="what?" Value="x" /></ItemGroup>""");
        for (var i = 0; i < 2; i++) await AssertRefusedAsync("'what?' does not arrive");

        tree.Image("image", Dockerfile, """<ItemGroup><ImageBuildArg Include="URL" Value="https://host/a%20b" /></ItemGroup>""");
        await AssertRefusedAsync("%2520");
        tree.Image("image", Dockerfile, """<ItemGroup><ContainerLabel Include="path" Value="/opt/a\b" /></ItemGroup>""");
        await AssertRefusedAsync("%5C");

        tree.Image("image", Dockerfile, """
            <ItemGroup>
              <ImageBuildArg Include="URL" Value="https://host/a%2520b" />
              <ContainerLabel Include="path" Value="/opt/a%5Cb" />
              <ContainerLabel Include="what%3F" Value="x" />
              <ContainerLabel Include="end" Value="a;" />
            </ItemGroup>
            """);
        await tree.DotnetSucceeds("build", "image");
        var labels = (await Engine.InspectAsync(tree.Tag("image")))!.Value.GetProperty("Config").GetProperty("Labels");
        Assert.AreEqual("/opt/a\\b x a;", string.Join(' ', ((string[])["path", "what?", "end"]).Select(name => labels.GetProperty(name).GetString())));
        Assert.AreEqual("https://host/a%20b", (await Engine.OutputAsync(tree.Tag("image"), "cat", "/url")).Trim());

        async Task AssertRefusedAsync(string message)
        {
            var refused = await tree.Dotnet("build", "image");
            var error = refused.Errors.Single();
            Assert.AreEqual(("IMG6010", tree.PathOf("image/image.imageproj"), 2), (error.Code, error.File, error.Line), refused.Output);
            StringAssert.Contains(error.Text, message);
        }
    }
}
