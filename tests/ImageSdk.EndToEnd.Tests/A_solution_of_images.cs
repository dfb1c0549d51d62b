using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>
/// A solution that has nothing but images, with <c>Directory.Solution.targets</c>: one node of MSBuild does it all, and NuGet is not asked.
/// </summary>
[TestClass]
public sealed class A_solution_of_images
{
    private const string SaysItsProcess = """
        <Target Name="Say" AfterTargets="Build"><Exec Command="echo PROCESS $PPID" /></Target>
        """;

    [TestMethod]
    [DataRow("Build", "base left other right")]
    [DataRow("Rebuild", "base left other right")]
    [DataRow("Publish", "base base left left other other right right")]
    public async Task Is_built_by_one_process_however_many_it_may_use(string target, string solves)
    {
        await using var tree = Family();
        await tree.DotnetSucceeds("build", "family.slnx");
        foreach (var image in (string[])["base", "other"]) File.AppendAllText(tree.PathOf($"{image}/Dockerfile"), "LABEL changed=1\n");
        tree.TakeBuilt();

        var result = await tree.DotnetSucceeds("build", "family.slnx", "-m:4", $"-t:{target}");

        var processes = result.Output.Split('\n').Where(line => line.Contains("PROCESS ", StringComparison.Ordinal)).Select(line => line.Trim()).ToList();
        Assert.HasCount(4, processes, result.Output);
        Assert.HasCount(1, processes.Distinct(), result.Output);
        Assert.AreEqual(solves, tree.TakeBuilt());
    }

    [TestMethod]
    public async Task Is_built_beside_each_other_all_the_same()
    {
        await using var tree = new TestTree();
        using var gate = new Gate();
        const string host = "<PropertyGroup><ImageNetwork>host</ImageNetwork></PropertyGroup>";
        tree.Image("base", "FROM busybox:1.36\n");
        tree.Image("last", "FROM left\nCOPY --from=right /bin/sh /right\n", "", "left", "right");
        tree.Image("left", $"FROM base\n{gate.Run("left")}\n", host, "base");
        tree.Image("right", $"FROM base\n{gate.Run("right")}\n", host, "base");
        tree.Image("other", $"FROM base\n{gate.Run("other")}\n", host, "base");
        tree.Solution("family.slnx", [.. ((string[])["last", "left", "right", "base", "other"]).Select(p => $"{p}/{p}.imageproj")]);
        tree.SolutionTargets();

        var build = tree.Start("build", "family.slnx", "-m:2");
        await gate.Visitors(3, build);
        gate.Open();

        var result = await build.Result;
        Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("last")));
    }

    [TestMethod]
    public async Task Restores_its_images_and_the_NET_projects_behind_them()
    {
        await using var tree = Family();
        tree.Write("api/api.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost></PropertyGroup>
            </Project>
            """);
        tree.Write("api/Program.cs", "System.Console.WriteLine(1);");
        tree.Image("outside", "FROM busybox:1.36\nCOPY --from=api . /other\n", """<ItemGroup><ProjectReference Include="../api/api.csproj" /></ItemGroup>""");
        tree.Image("other", "FROM outside\n", "", "outside");

        await tree.DotnetSucceeds("restore", "family.slnx");

        CollectionAssert.AreEqual(
            new[] { "base/base.imageproj", "outside/outside.imageproj" }, tree.Lock()["docker.io/library/busybox:1.36"].UsedBy.ToArray());
        Assert.IsTrue(File.Exists(tree.PathOf("api/obj/project.assets.json")), "The .NET project is restored.");
        await tree.DotnetSucceeds("build", "family.slnx", "--no-restore");
    }

    [TestMethod]
    public async Task Restores_the_others_where_one_fails_and_fails_then()
    {
        await using var tree = Family();
        tree.Image("left", "FROM localhost:1/not/there:1\n");

        var result = await tree.Dotnet("build", "family.slnx");

        Assert.AreEqual(("IMG2012", tree.PathOf("left/Dockerfile"), 1), (result.Error.Code, result.Error.File, result.Error.Line), result.Output);
        Assert.AreEqual(1, result.ExitCode, result.Output);
        Assert.AreEqual("", tree.TakeBuilt());
        CollectionAssert.AreEqual(
            new[] { "base/base.imageproj", "other/other.imageproj" }, tree.Lock()["docker.io/library/busybox:1.36"].UsedBy.ToArray());
    }

    [TestMethod]
    [DataRow('"')]
    [DataRow('\'')]
    public async Task Is_another_one_as_soon_as_there_is_a_NET_project_in_it(char quote)
    {
        await using var tree = Family();
        tree.Write("api/api.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../left/left.imageproj" /></ItemGroup>
            </Project>
            """);
        tree.Solution("family.slnx", "api/api.csproj", "left/left.imageproj", "base/base.imageproj", "other/other.imageproj");
        tree.Write("family.slnx", File.ReadAllText(tree.PathOf("family.slnx")).Replace('"', quote));

        var result = await tree.DotnetSucceeds("build", "family.slnx");

        Assert.IsTrue(File.Exists(tree.PathOf("api/obj/project.assets.json")), "The .NET project is restored.");
        Assert.AreEqual("base left other", tree.TakeBuilt());
        Assert.IsEmpty(result.Messages, result.Output);
    }

    private static TestTree Family()
    {
        var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n", SaysItsProcess);
        tree.Image("left", "FROM base\nRUN echo left > /left\n", SaysItsProcess, "base");
        tree.Image("right", "FROM left\nCOPY --from=other /other /\n", SaysItsProcess, "left", "other");
        tree.Image("other", "FROM busybox:1.36\nRUN echo other > /other\n", SaysItsProcess);
        tree.Solution("family.slnx", [.. ((string[])["right", "left", "base", "other"]).Select(p => $"{p}/{p}.imageproj")]);
        tree.SolutionTargets();
        tree.RecordDockerCalls();
        return tree;
    }
}
