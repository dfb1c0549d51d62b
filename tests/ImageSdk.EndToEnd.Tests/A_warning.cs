using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Warnings obey the properties that compilers obey.</summary>
[TestClass]
public sealed class A_warning
{
    [TestMethod]
    [DataRow("", "warning", 0)]
    [DataRow("-p:NoWarn=IMG0013", "", 0)]
    [DataRow("-p:WarningsAsErrors=IMG0013", "error", 1)]
    [DataRow("-p:TreatWarningsAsErrors=true", "error", 1)]
    public async Task Is_what_the_project_makes_of_it(string property, string severity, int exitCode)
    {
        await using var tree = new TestTree();
        tree.SetEnvironment("ACTIONS_RUNTIME_TOKEN", null);
        tree.Image("base", "FROM busybox:1.36\n", """<ItemGroup><ImageCacheFrom Include="gha" /></ItemGroup>""");

        var result = await tree.Dotnet(["build", "base/base.imageproj", .. property.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.AreEqual(exitCode, result.ExitCode, result.Output);
        Assert.AreEqual(severity.Length > 0 ? $"{severity} IMG0013" : "",
            string.Join(", ", result.Messages.Select(m => $"{m.Severity} {m.Code}")), result.Output);
    }
}
