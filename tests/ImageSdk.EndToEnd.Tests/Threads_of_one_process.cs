using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>With <c>-mt</c> MSBuild builds projects on threads of one process instead of in several processes: nothing else is different.</summary>
[TestClass]
public sealed class Threads_of_one_process
{
    [TestMethod]
    public async Task Restore_build_and_publish_a_family()
    {
        await using var tree = new TestTree();
        string[] images = ["base", "left", "right"];
        var names = new Dictionary<string, string>();
        foreach (var image in images) names[image] = (await tree.PushUpstream(image, "1", image)).Name;
        using var gate = new Gate();
        tree.Image("base", $"FROM {names["base"]}\n");
        foreach (var image in images[1..])
        {
            tree.Image(image, $"FROM base\nCOPY --from={names[image]} /bin/true /{image}\n{gate.Run(image)}\n",
                "<PropertyGroup><ImageNetwork>host</ImageNetwork></PropertyGroup>", "base");
        }

        tree.Solution("family.slnx", [.. images.Select(image => $"{image}/{image}.imageproj")]);
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("restore", "family.slnx", "-mt", "-m:2");
        CollectionAssert.IsSubsetOf(names.Values, tree.Lock().Keys.ToList());

        var build = tree.Start("build", "family.slnx", "-mt", "-m:2", "--no-restore", "-p:ImageMaxParallelBuilds=2");
        await gate.Visitors(2, build);
        Assert.HasCount(1, build.StartersOfBuilds());
        gate.Open();
        var result = await build.Result;
        Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.AreEqual("base left right", tree.TakeBuilt());

        await tree.DotnetSucceeds("build", "family.slnx", "-mt", "-m:2");
        Assert.IsEmpty(tree.TakeDockerCalls());

        await tree.DotnetSucceeds("publish", "family.slnx", "-mt", "-m:2", "-c", "Debug");
        foreach (var image in images) Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/{image}", "latest"), image);
    }

    [TestMethod]
    public async Task Have_the_variables_of_their_project_each()
    {
        await using var tree = new TestTree();
        tree.Write("Directory.Build.targets", """
            <Project>
              <UsingTask TaskName="SetVariable" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)/Microsoft.Build.Tasks.Core.dll">
                <ParameterGroup><Name /><Value /></ParameterGroup>
                <Task><Code Type="Fragment" Language="cs">System.Environment.SetEnvironmentVariable(Name, Value);</Code></Task>
              </UsingTask>
              <Target Name="SetToken" BeforeTargets="ImageBuild"><SetVariable Name="TOKEN" Value="$(MSBuildProjectName)" /></Target>
              <ItemGroup><ImageSecret Include="token" Environment="TOKEN" /></ItemGroup>
            </Project>
            """);
        using var gate = new Gate();
        foreach (var image in (string[])["one", "two"])
        {
            tree.Image(image, $"FROM busybox:1.36\n{gate.Run(image)}\nRUN --mount=type=secret,id=token cp /run/secrets/token /token\n",
                "<PropertyGroup><ImageNetwork>host</ImageNetwork></PropertyGroup>");
        }

        tree.Solution("all.slnx", "one/one.imageproj", "two/two.imageproj");

        var build = tree.Start("build", "all.slnx", "-mt", "-m:2");
        await gate.Visitors(2, build);
        gate.Open();

        var result = await build.Result;
        Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("one"), "cat", "/token"));
        Assert.AreEqual("two", await Engine.OutputAsync(tree.Tag("two"), "cat", "/token"));
    }

    [TestMethod]
    public async Task Are_not_needed_by_an_MSBuild_that_has_none()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\n");

        await tree.DotnetSucceeds("build", "base/base.imageproj", "-p:_ImageTasksName=ImageSdk.Tasks");

        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("base")));
    }
}
