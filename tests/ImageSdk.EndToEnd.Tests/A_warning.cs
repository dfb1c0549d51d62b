using System.Diagnostics;
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

    [TestMethod]
    public async Task Tells_of_a_file_above_the_repository_that_another_user_put_there()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\n");
        using var chown = Process.Start("chown", ["12345", tree.PathOf("Directory.Build.props")]);
        await chown.WaitForExitAsync();
        if (chown.ExitCode != 0) Assert.Inconclusive("Only root can give a file away; FileOwnerTests has the cases.");

        var restore = await tree.DotnetSucceeds("restore", "base/base.imageproj");

        var warning = restore.Messages.Single();
        Assert.AreEqual(("warning", "IMG0019", tree.PathOf("Directory.Build.props")), (warning.Severity, warning.Code, warning.File));
    }
}
