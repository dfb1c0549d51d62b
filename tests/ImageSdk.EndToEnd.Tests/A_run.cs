using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary><c>dotnet run</c> of an image project.</summary>
[TestClass]
public sealed class A_run
{
    [TestMethod]
    public async Task Builds_and_runs_the_image_with_the_users_arguments_options_and_exit_code()
    {
        await using var tree = new TestTree();
        tree.Image("tool", """
            FROM busybox:1.36
            ENTRYPOINT ["sh", "-c", "for a in \"$@\"; do echo \"<$a>\"; done; cat \"/data dir/file\"; exit 5", "--"]
            """, """
            <PropertyGroup><ImageRunOptions>--network none -v "$(MSBuildProjectDirectory)/data dir:/data dir:ro"</ImageRunOptions></PropertyGroup>
            """);
        tree.Write("tool/data dir/file", "from the volume");

        var result = await tree.Dotnet("run", "--project", "tool/tool.imageproj", "--", "one", "two words", "--rm", "$HOME");

        Assert.AreEqual(5, result.ExitCode, result.Output);
        StringAssert.Contains(result.Output, "<one>\n<two words>\n<--rm>\n<$HOME>\nfrom the volume");
    }
}
