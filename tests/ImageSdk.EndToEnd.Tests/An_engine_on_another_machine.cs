using CliWrap;
using CliWrap.Buffered;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What docker reaches by TLS or ssh, with variables or a context, is reached here too.</summary>
[TestClass]
public sealed class An_engine_on_another_machine
{
    [TestMethod]
    public async Task Is_asked_by_TLS()
    {
        await using var tree = Family();
        using var engine = new EncryptedEngine(tree.PathOf("certificates"));
        tree.SetEnvironment("DOCKER_HOST", engine.Host);
        tree.SetEnvironment("DOCKER_TLS_VERIFY", "1");
        tree.SetEnvironment("DOCKER_CERT_PATH", tree.PathOf("certificates"));

        await BuildsAndCleans(tree);

        // A user whom the engine does not know.
        using var other = new EncryptedEngine(tree.PathOf("others"));
        tree.SetEnvironment("DOCKER_CERT_PATH", tree.PathOf("others"));
        Assert.AreEqual("IMG0004", (await tree.Dotnet("build", "base/base.imageproj", "--no-restore")).Error.Code);
    }

    [TestMethod]
    public async Task Is_asked_by_ssh()
    {
        await using var tree = Family();

        // A machine that needs no sshd: the command that docker runs over there runs here.
        tree.Write("bin/ssh", $"""
            #!/bin/sh
            while [ "$1" != -- ]; do shift; done
            [ "$2" = far ] || exit 255
            shift 2
            export DOCKER_HOST=unix://{Engine.Socket}
            exec sh -c "$*"
            """);
        File.SetUnixFileMode(tree.PathOf("bin/ssh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        tree.SetEnvironment("DOCKER_HOST", "ssh://me@far");

        await BuildsAndCleans(tree);

        tree.SetEnvironment("DOCKER_HOST", "ssh://me@nowhere");
        Assert.AreEqual("IMG0004", (await tree.Dotnet("build", "base/base.imageproj", "--no-restore")).Error.Code);
    }

    [TestMethod]
    public async Task Is_not_taken_for_the_engine_of_the_context_in_use()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\n");
        var configuration = tree.PathOf("docker");
        Directory.CreateDirectory(configuration);
        Directory.CreateSymbolicLink(Path.Combine(configuration, "cli-plugins"), Path.Combine(
            Environment.GetEnvironmentVariable("DOCKER_CONFIG") ?? Path.Combine(Environment.GetEnvironmentVariable("HOME")!, ".docker"), "cli-plugins"));
        foreach (var context in (string[])["near", "far"])
        {
            await Cli.Wrap("docker").WithEnvironmentVariables(e => e.Set("DOCKER_CONFIG", configuration).Set("DOCKER_HOST", null))
                .WithArguments(["context", "create", context, "--docker", $"host=unix://{Engine.Socket}"]).ExecuteBufferedAsync();
        }

        tree.SetEnvironment("DOCKER_CONFIG", configuration);
        tree.SetEnvironment("DOCKER_HOST", null);
        tree.SetEnvironment("DOCKER_CONTEXT", "near");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.AreEqual("app", tree.TakeBuilt());
        await tree.DotnetSucceeds("build", "app/app.imageproj", "--no-restore", "-p:ImageBuilder=near");
        Assert.IsEmpty(tree.TakeDockerCalls(), "near is the name of the engine in use");

        var error = (await tree.Dotnet("build", "app/app.imageproj", "--no-restore", "-p:ImageBuilder=far")).Error;
        Assert.AreEqual(("IMG0003", tree.PathOf("app/app.imageproj")), (error.Code, error.File));
        StringAssert.Contains(error.Text, "docker context use far");
        Assert.IsEmpty(tree.TakeDockerCalls());
    }

    private static TestTree Family()
    {
        var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Write("base/file", "one");
        tree.Image("child", "FROM base\nCOPY --from=base /file /child\n", parents: "base");
        tree.RecordDockerCalls();
        return tree;
    }

    private static async Task BuildsAndCleans(TestTree tree)
    {
        await tree.DotnetSucceeds("build", "child/child.imageproj");
        Assert.AreEqual("base child", tree.TakeBuilt());
        Assert.IsNotEmpty(ImageRecordFile.Read(tree, "child").Layers);
        Assert.AreEqual(ImageRecordFile.Read(tree, "child").Digest, await Engine.DigestAsync(tree.Tag("child")));

        // One question, by the one command that docker has for it.
        await tree.DotnetSucceeds("build", "child/child.imageproj", "--no-restore", "-m:1");
        CollectionAssert.AreEqual(new[] { "system dial-stdio" }, tree.TakeDockerCalls().Distinct().ToArray());

        await tree.DotnetSucceeds("clean", "child/child.imageproj");
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("child")));
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("base")));
    }
}
