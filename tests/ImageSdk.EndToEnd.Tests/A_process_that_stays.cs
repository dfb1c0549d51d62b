using System.Diagnostics;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>The MSBuild server and the nodes that outlive a build know nothing of it in the next one.</summary>
[TestClass]
public sealed class A_process_that_stays
{
    [TestMethod]
    public async Task Builds_with_the_environment_of_the_build()
    {
        await using var tree = new TestTree();
        var (name, salt) = ("MSBUILDNODEHANDSHAKESALT", tree.Prefix);
        tree.SetEnvironment(name, salt);
        tree.SetEnvironment("MSBUILDDISABLENODEREUSE", null);
        tree.SetEnvironment("DOTNET_CLI_USE_MSBUILD_SERVER", "1");
        const string secret = """<ItemGroup><ImageSecret Include="token" Environment="TOKEN" /></ItemGroup>""";
        foreach (var image in (string[])["one", "two"])
        {
            tree.Image(image, "FROM busybox:1.36\nRUN --mount=type=secret,id=token cp /run/secrets/token /token\n", secret);
        }

        tree.Solution("all.slnx", "one/one.imageproj", "two/two.imageproj");
        try
        {
            await Build("first");
            var processes = DotnetProcess.ProcessesWith(name, salt);
            Assert.IsGreaterThanOrEqualTo(2, processes.Count, "the server and a node");
            Assert.AreEqual("first first", await Tokens());

            await Build("second");
            Assert.AreEqual("second second", await Tokens());

            tree.SetEnvironment("DOCKER_HOST", $"unix://{tree.PathOf("no.sock")}");
            var nowhere = await tree.Dotnet("build", "all.slnx", "-m:2", "--no-restore");
            CollectionAssert.AreEqual(new[] { "IMG0004", "IMG0004" }, nowhere.Errors.Select(e => e.Code).ToArray(), nowhere.Output);

            tree.SetEnvironment("DOCKER_HOST", $"unix://{Engine.Socket}");
            tree.SetEnvironment("BUILDX_BUILDER", "no-such-builder");
            var missing = await tree.Dotnet("build", "all.slnx", "-m:2", "--no-restore");
            CollectionAssert.AreEqual(new[] { "IMG0003", "IMG0003" }, missing.Errors.Select(e => e.Code).ToArray(), missing.Output);
            CollectionAssert.AreEqual(processes.ToArray(), DotnetProcess.ProcessesWith(name, salt).ToArray());
        }
        finally
        {
            foreach (var id in DotnetProcess.ProcessesWith(name, salt))
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
        }

        async Task Build(string token)
        {
            tree.SetEnvironment("TOKEN", token);
            await tree.DotnetSucceeds("build", "all.slnx", "-m:2", "-p:ImageNoCache=true");
        }

        async Task<string> Tokens() =>
            $"{await Engine.OutputAsync(tree.Tag("one"), "cat", "/token")} {await Engine.OutputAsync(tree.Tag("two"), "cat", "/token")}";
    }
}
