using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Projects that a project references may have the same name; what a Dockerfile uses must be one of them.</summary>
[TestClass]
public sealed class A_name_with_two_meanings
{
    [TestMethod]
    public async Task Is_an_error_of_restore_and_each_parent_is_built_and_published_by_its_tag()
    {
        await using var tree = new TestTree();
        foreach (var folder in (string[])["a", "b"])
        {
            tree.Write($"{folder}/base.imageproj", $"""
                <Project Sdk="ImageSdk"><PropertyGroup><ContainerRepository>{tree.Prefix}/{folder}</ContainerRepository></PropertyGroup></Project>
                """);
            tree.Write($"{folder}/Dockerfile", $"FROM busybox:1.36\nRUN echo {folder} > /{folder}\n");
        }

        tree.Image("child", "FROM busybox:1.36\nCOPY --from=base /a /\n",
            """<ItemGroup><ProjectReference Include="../a/base.imageproj;../b/base.imageproj" /></ItemGroup>""");

        var error = (await tree.Dotnet("restore", "child/child.imageproj")).Error;
        Assert.AreEqual(("IMG2009", tree.PathOf("child/Dockerfile"), 2), (error.Code, error.File, error.Line));

        tree.Write("child/Dockerfile", $"FROM {tree.Tag("b")}\nCOPY --from={tree.Prefix}/a /a /\n");
        await tree.DotnetSucceeds("publish", "child/child.imageproj");

        Assert.AreEqual("a\nb", await Engine.OutputAsync(tree.Tag("child"), "cat", "/a", "/b"));
        foreach (var parent in (string[])["a", "b"]) Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/{parent}", "latest"));
        var published = JsonDocument.Parse(File.ReadAllBytes(tree.PathOf("b/bin/Release/base.published.json"))).RootElement;
        var labels = (await Registry.ConfigAsync($"{tree.Prefix}/child", "latest")).GetProperty("config").GetProperty("Labels");
        Assert.AreEqual(
            published.GetProperty("platforms").GetProperty("linux/amd64").GetString(),
            labels.GetProperty("org.opencontainers.image.base.digest").GetString());
    }

    [TestMethod]
    public async Task Is_an_error_for_the_output_of_dotnet_projects_too_which_can_be_given_other_names()
    {
        await using var tree = new TestTree();
        foreach (var version in (string[])["v1", "v2"])
        {
            tree.Write($"{version}/Api/Api.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><Content Include="{version}.txt" CopyToPublishDirectory="Always" /></ItemGroup>
                </Project>
                """);
            tree.Write($"{version}/Api/{version}.txt", version);
        }

        tree.Image("child", "FROM busybox:1.36\nCOPY --from=api *.txt /\n",
            """<ItemGroup><ProjectReference Include="../v1/Api/Api.csproj;../v2/Api/Api.csproj" /></ItemGroup>""");
        var error = (await tree.Dotnet("restore", "child/child.imageproj")).Error;
        Assert.AreEqual(("IMG2009", tree.PathOf("child/Dockerfile"), 2), (error.Code, error.File, error.Line));

        tree.Image("child", "FROM busybox:1.36\nCOPY --from=api *.txt /1/\nCOPY --from=api2 *.txt /2/\n", """
            <ItemGroup>
              <ProjectReference Include="../v1/Api/Api.csproj" />
              <ProjectReference Include="../v2/Api/Api.csproj" ImageContextName="Api2" />
            </ItemGroup>
            """);
        await tree.DotnetSucceeds("build", "child/child.imageproj");

        Assert.AreEqual("/1/v1.txt\n/2/v2.txt", await Engine.OutputAsync(tree.Tag("child"), "sh", "-c", "ls /1/* /2/*"));
    }
}
