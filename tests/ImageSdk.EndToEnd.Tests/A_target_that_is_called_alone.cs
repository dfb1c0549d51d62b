using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Targets of the reference, called by name in a fresh clone.</summary>
[TestClass]
public sealed class A_target_that_is_called_alone
{
    [TestMethod]
    [DataRow("")]
    [DataRow("-graph -isolate")]
    public async Task Does_first_what_it_needs(string options)
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Image("child", "FROM base\nRUN cat /base > /child\n", parents: "base");
        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("restore", "child/child.imageproj");

        await tree.DotnetSucceeds(["build", "--no-restore", "-t:ImageBuild", "child/child.imageproj", .. Options()]);
        Assert.AreEqual("base child", tree.TakeBuilt());
        Assert.AreEqual("base", await Engine.OutputAsync(tree.Tag("child"), "cat", "/child"));

        await tree.DotnetSucceeds(["build", "--no-restore", "-t:ImagePublish", "-c:Release", "child/child.imageproj", .. Options()]);
        CollectionAssert.AreEqual(new[] { "base", "child" }, tree.TakePushes().ToArray());
        Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/child", "latest"));

        string[] Options() => options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [TestMethod]
    public async Task May_be_ImagePlan_where_a_reference_does_not_have_it()
    {
        await using var tree = new TestTree();
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);");
        tree.Image("service", "FROM busybox:1.36\nCOPY --from=api . /app\n", """<ItemGroup><ProjectReference Include="../Api/Api.csproj" /></ItemGroup>""");
        tree.RecordDockerCalls();

        foreach (var options in (string[][])[[], ["-graph"]])
        {
            var plan = await tree.DotnetSucceeds(["build", "-t:ImagePlan", "service/service.imageproj", .. options]);

            StringAssert.Contains(plan.Output, "service -> would build");
            Assert.IsFalse(Directory.Exists(tree.PathOf("Api/bin")), "a plan builds nothing");
        }

        Assert.IsEmpty(tree.TakeDockerCalls());
    }
}
