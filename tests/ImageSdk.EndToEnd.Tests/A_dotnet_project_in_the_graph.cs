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
    public async Task Brings_its_libraries_and_the_permissions_of_its_files()
    {
        await using var tree = new TestTree();
        tree.Write("Library/Library.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        tree.Write("Library/Class.cs", "namespace Library; public class Class;");
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(new Library.Class());", """
            <ItemGroup>
              <ProjectReference Include="../Library/Library.csproj" />
              <None Include="run.sh" CopyToPublishDirectory="PreserveNewest" />
            </ItemGroup>
            """);
        tree.Write("Api/run.sh", "#!/bin/sh\necho it runs\n");
        tree.Image("service", "FROM busybox:1.36\nCOPY --from=api . /app\n",
            """<ItemGroup><ProjectReference Include="../Api/Api.csproj" /></ItemGroup>""");
        await tree.DotnetSucceeds("build", "service/service.imageproj");
        StringAssert.Contains(await Files(tree.Tag("service")), "Library.dll");

        File.SetUnixFileMode(tree.PathOf("Api/run.sh"), File.GetUnixFileMode(tree.PathOf("Api/run.sh")) | UnixFileMode.UserExecute);
        await tree.DotnetSucceeds("build", "service/service.imageproj", "--no-restore");

        Assert.AreEqual("it runs", await Engine.OutputAsync(tree.Tag("service"), "/app/run.sh"));
    }

    [TestMethod]
    public async Task Of_two_frameworks_needs_a_choice()
    {
        // The second framework needs no package, and only its name tells it from the first.
        const string frameworks = """
            <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """;
        await using var tree = new TestTree();
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);", """
            <ItemGroup><None Include="$(TargetFramework).txt" CopyToPublishDirectory="PreserveNewest" /></ItemGroup>
            """, frameworks);
        tree.Write("Api/net10.0.txt", "");
        tree.Write("Api/net10.0-windows.txt", "");
        Service("""<ProjectReference Include="../Api/Api.csproj" />""");
        await tree.DotnetSucceeds("restore", "service/service.imageproj");

        var error = (await tree.Dotnet("build", "--no-restore", "service/service.imageproj")).Error;
        Assert.AreEqual(("IMG0007", tree.PathOf("service/service.imageproj")), (error.Code, error.File));
        StringAssert.Contains(error.Text, """<ProjectReference Include="../Api/Api.csproj" SetTargetFramework="TargetFramework=net10.0" />""");

        error = (await tree.Dotnet("build", "--no-restore", "service/service.imageproj", "-f", "net8.0")).Error;
        Assert.AreEqual(("IMG0007", tree.PathOf("service/service.imageproj")), (error.Code, error.File));
        StringAssert.Contains(error.Text, "does not target net8.0");

        var chosen = await tree.DotnetSucceeds("build", "--no-restore", "service/service.imageproj", "-f", "net10.0-windows", "--self-contained");
        Assert.AreEqual("IMG0017", string.Join(' ', chosen.Messages.Select(m => m.Code)));
        Assert.AreEqual("/app/net10.0-windows.txt", await Engine.OutputAsync(tree.Tag("service"), "sh", "-c", "ls /app/*.txt"));

        foreach (var (framework, options) in ((string, string[])[])[("net10.0", []), ("net10.0-windows", ["-graph", "-isolate"])])
        {
            Service($"""<ProjectReference Include="../Api/Api.csproj" SetTargetFramework="TargetFramework={framework}" />""");
            await tree.DotnetSucceeds(["build", "--no-restore", "service/service.imageproj", .. options]);
            Assert.AreEqual($"/app/{framework}.txt", await Engine.OutputAsync(tree.Tag("service"), "sh", "-c", "ls /app/*.txt"));
        }

        void Service(string reference) => tree.Image("service", "FROM busybox:1.36\nCOPY --from=api . /app\n", $"<ItemGroup>{reference}</ItemGroup>");
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
