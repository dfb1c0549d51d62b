using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary><c>-t:ImagePlan</c>: what a build would do, and why, without doing it.</summary>
[TestClass]
public sealed class An_image_plan
{
    [TestMethod]
    public async Task Says_what_would_be_built_and_why_and_builds_nothing()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Write("base/file", "one");
        tree.Image("child", "FROM base\nRUN cat /file > /child\n", parents: "base");
        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("restore", "child/child.imageproj");

        var never = await tree.DotnetSucceeds("build", "child/child.imageproj", "-t:ImagePlan", "--no-restore");
        StringAssert.Contains(never.Output, "base -> would build: never built");
        StringAssert.Contains(never.Output, "child -> would build: never built, base would be built");

        Assert.IsEmpty(tree.TakeDockerCalls());
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("base")));

        await tree.DotnetSucceeds("build", "child/child.imageproj", "--no-restore");
        tree.TakeDockerCalls();
        var current = await tree.DotnetSucceeds("build", "child/child.imageproj", "-t:ImagePlan", "--no-restore");
        StringAssert.Contains(current.Output, "base -> up to date");
        StringAssert.Contains(current.Output, "child -> up to date");

        tree.Write("base/file", "two");
        StringAssert.Contains((await tree.DotnetSucceeds("build", "child/child.imageproj", "-t:ImagePlan", "--no-restore")).Output,
            "child -> would build: base would be built");
        tree.Write("child/Dockerfile", "FROM base\nRUN cat /file > /child2\n");
        var changed = await tree.DotnetSucceeds("build", "child/child.imageproj", "-t:ImagePlan", "--no-restore");
        StringAssert.Contains(changed.Output, "base -> would build: context files changed");
        StringAssert.Contains(changed.Output, "child -> would build: Dockerfile changed, base would be built");
        Assert.IsEmpty(tree.TakeDockerCalls());

        await tree.DotnetSucceeds("build", "child/child.imageproj", "--no-restore");
        Assert.AreEqual("base child", tree.TakeBuilt(), "The plan was forgotten, or took itself for a build.");
    }

    [TestMethod]
    public async Task Is_JSON_for_other_programs()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Write("base/file", "one");
        tree.Image("child", "FROM base\nRUN cat /file > /child\n", parents: "base");
        await tree.DotnetSucceeds("restore", "child/child.imageproj");

        var output = (await tree.DotnetSucceeds("msbuild", "child/child.imageproj", "-t:ImagePlan", "-getTargetResult:ImagePlan")).Output;

        var item = JsonDocument.Parse(output).RootElement.GetProperty("TargetResults").GetProperty("ImagePlan").GetProperty("Items")[0];
        Assert.AreEqual("true", item.GetProperty("WouldBuild").GetString());
        var plan = JsonDocument.Parse(item.GetProperty("Plan").GetString()!).RootElement;
        Assert.AreEqual("child", plan.GetProperty("name").GetString());
        var parent = plan.GetProperty("namedContexts").EnumerateArray().Single();
        Assert.AreEqual(("base", ""), (parent.GetProperty("name").GetString(), parent.GetProperty("digest").GetString()));
    }

    [TestMethod]
    public async Task Works_for_a_solution_and_for_images_of_dotnet_projects_that_were_never_published()
    {
        await using var tree = new TestTree();
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);");
        tree.Image("service", "FROM busybox:1.36\nCOPY --from=api . /app\n", """<ItemGroup><ProjectReference Include="../Api/Api.csproj" /></ItemGroup>""");
        tree.Solution("family.slnx", "service/service.imageproj");
        await tree.DotnetSucceeds("restore", "family.slnx");

        var never = await tree.DotnetSucceeds("build", "family.slnx", "-t:ImagePlan", "--no-restore");
        StringAssert.Contains(never.Output, "service -> would build: never built, api would be built");

        await tree.DotnetSucceeds("build", "family.slnx", "--no-restore");
        var current = await tree.DotnetSucceeds("build", "family.slnx", "-t:ImagePlan", "--no-restore");
        StringAssert.Contains(current.Output, "service -> up to date");
    }
}
