using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What would make another image behind the back of the plan is part of it, or has no effect.</summary>
[TestClass]
public sealed class The_environment_that_buildx_reads
{
    [TestMethod]
    public async Task Is_part_of_the_plan_where_it_makes_another_image()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\nARG SOURCE_DATE_EPOCH\nRUN echo ${SOURCE_DATE_EPOCH:-none} > /epoch\n");
        tree.RecordDockerCalls();
        await Builds("never built");

        tree.SetEnvironment("SOURCE_DATE_EPOCH", "1000000000");
        await Builds("build argument SOURCE_DATE_EPOCH is new");
        Assert.AreEqual("1000000000", await Engine.OutputAsync(tree.Tag("app"), "cat", "/epoch"));
        Assert.AreEqual("2001-09-09T01:46:40Z", (await Engine.InspectAsync(tree.Tag("app")))!.Value.GetProperty("Created").GetString());

        tree.SetEnvironment("DOCKER_DEFAULT_PLATFORM", "linux/amd64");
        await Builds("platforms set to linux/amd64");

        tree.SetEnvironment("EXPERIMENTAL_BUILDKIT_SOURCE_POLICY", "../policy.json");
        Assert.AreEqual("IMG0007", (await tree.Dotnet("build", "app/app.imageproj", "--no-restore")).Error.Code);
        tree.Write("policy.json", """{ "rules": [] }""");
        await Builds("source policy changed");
        tree.Write("policy.json", """{ "rules": [ { "action": "DENY", "selector": { "identifier": "*", "match_type": "WILDCARD" } } ] }""");
        var denied = (await tree.Dotnet("build", "app/app.imageproj", "--no-restore")).Error;
        Assert.AreEqual("IMG3001", denied.Code);
        StringAssert.Contains(denied.Text, "policy");

        async Task Builds(string reason)
        {
            StringAssert.Contains((await tree.DotnetSucceeds("build", "app/app.imageproj", "-v:n")).Output, $"Building app: {reason}.");
            Assert.AreEqual("app", tree.TakeBuilt());
            await tree.DotnetSucceeds("build", "app/app.imageproj", "--no-restore");
            Assert.IsEmpty(tree.TakeDockerCalls());
        }
    }

    [TestMethod]
    public async Task Adds_no_labels_of_its_own()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\n");
        await new Git(tree).CommitAsync("2026-01-02T03:04:05Z");
        tree.SetEnvironment("BUILDX_GIT_LABELS", "full");

        await tree.DotnetSucceeds("build", "app/app.imageproj");

        var labels = await Engine.LabelsAsync(tree.Tag("app"));
        Assert.IsFalse(labels.ContainsKey("org.opencontainers.image.revision"), "the commit is a publish's");
        Assert.IsFalse(labels.ContainsKey("com.docker.image.source.entrypoint"));
    }
}
