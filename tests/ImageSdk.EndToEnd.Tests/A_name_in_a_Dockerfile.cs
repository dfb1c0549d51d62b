using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Which names of a Dockerfile are images to lock, and which cannot be one.</summary>
[TestClass]
public sealed class A_name_in_a_Dockerfile
{
    [TestMethod]
    public async Task Is_locked_wherever_it_stands_for_an_image_that_the_target_needs()
    {
        await using var tree = new TestTree();
        async Task<string> Push(string name) => (await tree.PushUpstream(name, "1", name)).Name;
        var (syntax, from, argument, copy, mount) = (await Push("syntax"), await Push("from"), await Push("argument"), await Push("copy"), await Push("mount"));
        var pinned = $"{await Push("pinned")}@{(await Registry.ManifestAsync(tree.Upstream("pinned"), "1"))!.Value.Digest}";
        tree.Image("app", $"""
            # syntax={syntax}
            ARG NAME=nowhere.invalid/default
            FROM {from} AS tools
            FROM scratch AS files
            COPY --from={copy} /bin /bin
            FROM nowhere.invalid/other-target AS unused
            RUN --mount=type=bind,from=nowhere.invalid/unused,target=/x true
            FROM {pinned} AS fixed
            FROM $NAME:1 AS final
            COPY --from=tools / /
            COPY --from=files / /
            COPY --from=fixed / /
            RUN --mount=from={mount},target=/x true
            FROM nowhere.invalid/after
            """, $"""
            <PropertyGroup><ImageTarget>final</ImageTarget></PropertyGroup>
            <ItemGroup><ImageBuildArg Include="NAME" Value="{argument[..^2]}" /></ItemGroup>
            """);

        await tree.DotnetSucceeds("restore", "app/app.imageproj");

        CollectionAssert.AreEquivalent(new[] { syntax, from, argument, copy, mount }, tree.Lock().Keys.ToArray());
    }

    [TestMethod]
    public async Task Needs_no_lock_when_it_says_everything_itself()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM scratch AS empty\nFROM empty\n");

        await tree.DotnetSucceeds("restore", "app/app.imageproj", "--locked-mode");

        Assert.IsFalse(File.Exists(tree.PathOf("images.lock.json")));
    }

    [TestMethod]
    [DataRow("FROM Example.com/Base:1", "lower case")]
    [DataRow("FROM example.com/base:12.*", "range")]
    [DataRow("FROM example.com/base:[3.11,3.12)", "range")]
    public async Task Is_an_error_at_its_line_when_it_can_be_no_image(string instruction, string reason)
    {
        await using var tree = new TestTree();
        tree.Image("app", $"# An image.\n\n{instruction}\n");

        var error = (await tree.Dotnet("restore", "app/app.imageproj")).Error;

        Assert.AreEqual(("IMG2001", tree.PathOf("app/Dockerfile"), 3), (error.Code, error.File, error.Line));
        Assert.Contains(reason, error.Text);
    }
}
