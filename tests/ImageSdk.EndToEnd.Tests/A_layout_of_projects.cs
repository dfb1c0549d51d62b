using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>The ways in which teams lay out their projects.</summary>
[TestClass]
public sealed class A_layout_of_projects
{
    [TestMethod]
    public async Task May_call_image_projects_csproj_for_tools_that_open_nothing_else()
    {
        await using var tree = new TestTree();
        tree.Write("base/base.csproj", """<Project Sdk="ImageSdk" />""");
        tree.Write("base/Dockerfile", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Write("child/child.csproj", """
            <Project Sdk="ImageSdk"><ItemGroup><ProjectReference Include="../base/base.csproj" ImageProject="true" /></ItemGroup></Project>
            """);
        tree.Write("child/Dockerfile", "FROM base\nRUN cat /base > /child\n");
        tree.Solution("family.slnx", "base/base.csproj", "child/child.csproj");

        await tree.DotnetSucceeds("build", "family.slnx");

        Assert.AreEqual("base", await Engine.OutputAsync(tree.Tag("child"), "cat", "/child"));
    }

    [TestMethod]
    public async Task May_put_all_output_into_one_directory_and_has_records_for_each_configuration()
    {
        await using var tree = new TestTree();
        tree.Write("Directory.Build.props", File.ReadAllText(tree.PathOf("Directory.Build.props"))
            .Replace("<PropertyGroup>", "<PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput>", StringComparison.Ordinal));
        tree.Image("base", "FROM busybox:1.36\nCOPY . /app\n");
        tree.Image("child", "FROM base\n", parents: "base");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "child/child.imageproj");
        Assert.AreEqual("base child", tree.TakeBuilt());
        await tree.DotnetSucceeds("build", "child/child.imageproj", "-c", "Release");
        Assert.AreEqual("base child", tree.TakeBuilt());

        var (debug, release) = (ImageRecordFile.Read(tree, "child", "artifacts/bin/child/debug/child.image.json"),
            ImageRecordFile.Read(tree, "child", "artifacts/bin/child/release/child.image.json"));
        Assert.AreEqual(debug.Digest, release.Digest);
        Assert.AreEqual("Dockerfile\nbase.imageproj", await Engine.OutputAsync(tree.Tag("base"), "ls", "/app"));
        Assert.IsFalse(Directory.Exists(tree.PathOf("child/obj")) || Directory.Exists(tree.PathOf("child/bin")));
    }
}
