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

    [TestMethod]
    public async Task May_put_all_output_into_one_directory_of_the_context_which_makes_no_other_image()
    {
        await using var tree = new TestTree();
        tree.Write("Directory.Build.props", File.ReadAllText(tree.PathOf("Directory.Build.props"))
            .Replace("<PropertyGroup>", "<PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput><ImageContext>..</ImageContext>", StringComparison.Ordinal));
        tree.Write(".dockerignore", "images.lock.json\nout\n");
        foreach (var name in (string[])["one", "two"]) tree.Image(name, $"FROM busybox:1.36\nCOPY . /app\nENV NAME={name}\n");
        tree.Solution("all.slnx", "one/one.imageproj", "two/two.imageproj");

        await tree.DotnetSucceeds("build", "all.slnx");
        var first = ImageRecordFile.Read(tree, "one", "artifacts/bin/one/debug/one.image.json").Digest;
        await tree.DotnetSucceeds("build", "all.slnx", "-t:Rebuild");

        Assert.AreEqual(first, ImageRecordFile.Read(tree, "one", "artifacts/bin/one/debug/one.image.json").Digest);
        Assert.DoesNotContain("artifacts", await Engine.OutputAsync(tree.Tag("two"), "ls", "/app"));
    }

    [TestMethod]
    public async Task May_have_several_image_projects_and_a_dotnet_project_in_one_folder_also_of_one_name()
    {
        await using var tree = new TestTree();
        DotnetProjects.Console(tree, "api", "System.Console.WriteLine(1);");
        tree.Image("api", $"FROM {tree.Tag("cpu")}\nCOPY . /all\nCOPY --from={tree.Prefix}/cpu:csproj /all/api.csproj /\nCOPY --from=api . /app\n", """
            <ItemGroup>
              <ProjectReference Include="api.csproj;cpu.imageproj" />
              <ProjectReference Include="cpu.csproj" ImageProject="true" />
            </ItemGroup>
            """);
        tree.Write("api/cpu.imageproj", """<Project Sdk="ImageSdk"><PropertyGroup><ImageDockerfile>cpu.Dockerfile</ImageDockerfile></PropertyGroup></Project>""");
        tree.Write("api/cpu.Dockerfile", "FROM busybox:1.36\nCOPY . /all\n");
        tree.Write("api/cpu.csproj", """
            <Project Sdk="ImageSdk">
              <PropertyGroup><ImageDockerfile>cpu.Dockerfile</ImageDockerfile><ContainerImageTag>csproj</ContainerImageTag></PropertyGroup>
            </Project>
            """);
        tree.Write("api/.dockerignore", "obj/D*/net*\nbin\n");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "api/api.imageproj", "-m:1");
        Assert.AreEqual("api cpu cpu", tree.TakeBuilt());
        await tree.DotnetSucceeds("build", "api/api.imageproj", "-m:1");
        Assert.IsEmpty(tree.TakeDockerCalls(), "A build of one is a reason for another one.");
        CollectionAssert.AreEqual(
            (string[])["api.image.json", "cpu.csproj.image.json", "cpu.image.json"],
            Directory.GetFiles(tree.PathOf("api/bin/Debug"), "*.image.json").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());

        // What is planned, published and cleaned is each project's own.
        await tree.DotnetSucceeds("publish", "api/api.imageproj", "-c", "Debug", "--no-build");
        Assert.IsTrue(File.Exists(tree.PathOf("api/bin/Debug/cpu.published.json")));
        Assert.AreEqual(ImageRecordFile.Read(tree, "cpu", "api/bin/Debug/cpu.image.json").Digest, File.ReadAllText(tree.PathOf("api/obj/Debug/cpu.image/image.digest")).Trim());
        await tree.DotnetSucceeds("clean", "api/cpu.imageproj");
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("cpu")));
        Assert.IsFalse(File.Exists(tree.PathOf("api/bin/Debug/cpu.image.json")) || Directory.Exists(tree.PathOf("api/obj/Debug/cpu.image")));
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("cpu", "csproj")));
        Assert.IsTrue(File.Exists(tree.PathOf("api/bin/Debug/cpu.csproj.image.json")) && Directory.Exists(tree.PathOf("api/obj/Debug/cpu.csproj.image")));
    }
}
