using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>.NET projects that images contain, and that reference images.</summary>
[TestClass]
public sealed class A_dotnet_project_in_the_graph
{
    private const string Settings = """
        <ItemGroup>
          <None Include="settings/**" CopyToPublishDirectory="PreserveNewest" />
        </ItemGroup>
        """;

    [TestMethod]
    public async Task Is_the_context_of_its_name_with_exactly_what_it_publishes()
    {
        await using var tree = new TestTree();
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);", Settings);
        tree.Write("Api/settings/one.json", "{}");
        tree.Write("Api/settings/two.json", "{}");
        tree.Image("service", "FROM busybox:1.36\nCOPY --from=api . /app\n",
            """<ItemGroup><ProjectReference Include="../Api/Api.csproj" /></ItemGroup>""");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "service/service.imageproj");
        Assert.AreEqual("service", tree.TakeBuilt());
        Assert.AreEqual("Api.deps.json\nApi.dll\nApi.pdb\nApi.runtimeconfig.json\nsettings/one.json\nsettings/two.json",
            await Files(tree.Tag("service")));

        await tree.DotnetSucceeds("build", "service/service.imageproj");
        Assert.IsEmpty(tree.TakeDockerCalls());

        tree.Write("Api/Program.cs", "System.Console.WriteLine(2);");
        File.Delete(tree.PathOf("Api/settings/two.json"));
        await tree.DotnetSucceeds("build", "service/service.imageproj", "--no-restore");
        Assert.AreEqual("service", tree.TakeBuilt());
        Assert.AreEqual("Api.deps.json\nApi.dll\nApi.pdb\nApi.runtimeconfig.json\nsettings/one.json", await Files(tree.Tag("service")));

        Directory.Delete(tree.PathOf("Api/settings"), recursive: true);
        await tree.DotnetSucceeds("build", "service/service.imageproj", "--no-restore");
        Assert.AreEqual("", await Engine.OutputAsync(tree.Tag("service"), "find", "/app", "-mindepth", "1", "-type", "d"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-graph -isolate")]
    public async Task May_target_several_frameworks_and_may_itself_reference_an_image(string options)
    {
        await using var tree = new TestTree();
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);", frameworks: "<TargetFrameworks>net10.0</TargetFrameworks>");
        DotnetProjects.Console(tree, "Tool", "System.Console.WriteLine(1);", """<ItemGroup><ProjectReference Include="../service/service.imageproj" /></ItemGroup>""");
        tree.Image("service", "FROM busybox:1.36\nCOPY --from=api . /app\n",
            """<ItemGroup><ProjectReference Include="../Api/Api.csproj" /></ItemGroup>""");

        await tree.DotnetSucceeds("restore", "Tool/Tool.csproj");
        await tree.DotnetSucceeds(["build", "Tool/Tool.csproj", "--no-restore", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.AreEqual("Api.deps.json\nApi.dll\nApi.pdb\nApi.runtimeconfig.json", await Files(tree.Tag("service")));
        Assert.IsTrue(File.Exists(tree.PathOf("Tool/bin/Debug/net10.0/Tool.dll")));
        Assert.IsFalse(Directory.EnumerateFiles(tree.PathOf("Tool/bin"), "*image*", SearchOption.AllDirectories).Any());
    }

    [TestMethod]
    public async Task Shares_a_solution_with_images_for_every_command()
    {
        await using var tree = new TestTree();
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);");
        DotnetProjects.Console(tree, "Tool", "System.Console.WriteLine(1);", """<ItemGroup><ProjectReference Include="../service/service.imageproj" /></ItemGroup>""");
        tree.Image("base", "FROM busybox:1.36\n");
        tree.Image("service", "FROM base\nCOPY --from=api . /app\n",
            """<ItemGroup><ProjectReference Include="../Api/Api.csproj" /></ItemGroup>""", "base");
        tree.Solution("mixed.slnx", "Api/Api.csproj", "Tool/Tool.csproj", "base/base.imageproj", "service/service.imageproj");

        foreach (var command in (string[])["build", "pack", "test", "publish", "clean"]) await tree.DotnetSucceeds(command, "mixed.slnx");

        Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/service", "latest"));
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("service")));
    }

    private static Task<string> Files(string image) => Engine.OutputAsync(image, "sh", "-c", "cd /app; find . -type f | sed 's,^./,,' | sort");
}
