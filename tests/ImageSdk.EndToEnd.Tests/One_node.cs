using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>
/// With one node of MSBuild an image that is being built asks for others: that must change nothing but the time. The same with two,
/// where MSBuild begins them itself.
/// </summary>
[TestClass]
public sealed class One_node
{
    [TestMethod]
    [DataRow("-m:1", "base", "child", "other")]
    [DataRow("-m:1", "child", "base", "other")]
    [DataRow("-m:2", "child", "base", "other")]
    [DataRow("-m:1 -mt", "child", "base", "other")]
    [DataRow("-m:1 -graph -isolate", "child", "base", "other")]
    public async Task Rebuilds_every_image_of_a_solution_in_any_order(string options, params string[] order)
    {
        await using var tree = Family(order);
        await tree.DotnetSucceeds(["build", "family.slnx"]);
        tree.TakeBuilt();

        await tree.DotnetSucceeds(["build", "family.slnx", "-t:Rebuild", "--no-restore", .. options.Split(' ')]);

        Assert.AreEqual("base child other", tree.TakeBuilt());
        foreach (var image in order)
        {
            Assert.IsNotNull(await Engine.InspectAsync(tree.Tag(image)), image);
            Assert.IsTrue(File.Exists(tree.PathOf($"{image}/bin/Debug/{image}.image.json")), image);
        }
    }

    [TestMethod]
    [DataRow("-m:1")]
    [DataRow("-m:2")]
    public async Task Leaves_to_the_targets_of_a_project_what_its_image_is_called(string nodes)
    {
        await using var tree = Family("base", "other", "child");
        tree.Image("other", "FROM busybox:1.36\nRUN echo named > /other\n", """
            <Target Name="Name" BeforeTargets="BeforeBuild"><PropertyGroup><ContainerImageTags>computed</ContainerImageTags></PropertyGroup></Target>
            """);

        await tree.DotnetSucceeds("build", "family.slnx", nodes);

        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("other").Replace(":latest", ":computed", StringComparison.Ordinal)));
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("other")));
    }

    [TestMethod]
    public async Task Does_not_build_what_is_not_published()
    {
        await using var tree = Family("base", "other", "child");
        tree.Image("other", "FROM busybox:1.36\nRUN echo private > /other\n", "<PropertyGroup><IsPublishable>false</IsPublishable></PropertyGroup>");

        await tree.DotnetSucceeds("publish", "family.slnx", "-m:1");

        Assert.IsNull(await Engine.InspectAsync(tree.Tag("other")));
        Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/child", "latest"));
    }

    [TestMethod]
    public async Task Says_that_references_go_in_a_circle()
    {
        await using var tree = Family("other", "base", "child");
        await tree.DotnetSucceeds("restore", "family.slnx");
        tree.Image("base", "FROM busybox:1.36\n", "", "child");

        var result = await tree.Dotnet("build", "family.slnx", "--no-restore", "-m:1");

        Assert.IsTrue(result.Errors.All(error => error.Code == "MSB4006"), result.Output);
        Assert.AreEqual(1, result.ExitCode, result.Output);
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("other")));
    }

    private static TestTree Family(params string[] order)
    {
        var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Image("child", "FROM base\nRUN echo child > /child\n", parents: "base");
        tree.Image("other", "FROM busybox:1.36\nRUN echo other > /other\n");
        tree.Solution("family.slnx", [.. order.Select(p => $"{p}/{p}.imageproj")]);
        tree.RecordDockerCalls();
        return tree;
    }
}
