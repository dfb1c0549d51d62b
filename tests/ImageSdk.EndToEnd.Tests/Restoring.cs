using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Every way in which people restore a tree of image and .NET projects leads to the same lock and to a build that works.</summary>
[TestClass]
public sealed class Restoring
{
    private const string Api = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost></PropertyGroup>
        </Project>
        """;

    private const string Dirs = """
        <Project DefaultTargets="Build">
          <ItemGroup><ProjectReference Include="web/*.*proj" /></ItemGroup>
          <Target Name="Restore"><MSBuild Projects="@(ProjectReference)" Targets="Restore" BuildInParallel="true" /></Target>
          <Target Name="Build"><MSBuild Projects="@(ProjectReference)" BuildInParallel="true" /></Target>
        </Project>
        """;

    [TestMethod]
    [DataRow("web/web.imageproj", "")]
    [DataRow("web/web.imageproj", "-p:RestoreUseStaticGraphEvaluation=true")]
    [DataRow("all.slnx", "")]
    [DataRow("all.slnx", "-p:RestoreUseStaticGraphEvaluation=true")]
    [DataRow("all.sln", "")]
    [DataRow("all.sln", "-p:RestoreUseStaticGraphEvaluation=true")]
    [DataRow("dirs.proj", "")]
    public async Task Locks_the_images_and_restores_the_NET_projects_of(string what, string option)
    {
        await using var tree = new TestTree();
        tree.Write("api/api.csproj", Api);
        tree.Image("base", "FROM busybox:1.36\n");
        tree.Image("web", "FROM base\n", """<ItemGroup><ProjectReference Include="../api/api.csproj" /></ItemGroup>""", "base");
        tree.Write("dirs.proj", Dirs);
        if (what == "all.slnx") tree.Solution(what, "web/web.imageproj", "base/base.imageproj", "api/api.csproj");
        if (what == "all.sln")
        {
            await tree.DotnetSucceeds("new", "sln", "--format", "sln", "--name", "all");
            await tree.DotnetSucceeds("sln", what, "add", "base/base.imageproj", "web/web.imageproj");
        }

        await tree.DotnetSucceeds(["restore", what, .. option.Length > 0 ? [option] : Array.Empty<string>()]);

        CollectionAssert.AreEqual(new[] { "base/base.imageproj" }, tree.Lock()["docker.io/library/busybox:1.36"].UsedBy.ToArray());
        Assert.IsTrue(File.Exists(tree.PathOf("api/obj/project.assets.json")), "The .NET project is restored.");
    }
}
