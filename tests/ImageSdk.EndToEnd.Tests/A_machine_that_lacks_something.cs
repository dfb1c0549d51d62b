using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>A machine without an engine, without docker or buildx, or without the builder that a project names.</summary>
[TestClass]
public sealed class A_machine_that_lacks_something
{
    [TestMethod]
    public async Task Is_told_so_and_keeps_what_it_has()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Write("app/file", "one");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        var image = await Engine.DigestAsync(tree.Tag("app"));
        var record = File.ReadAllText(tree.PathOf("app/bin/Debug/app.image.json"));
        var lockFile = File.ReadAllText(tree.PathOf("images.lock.json"));
        var path = Environment.GetEnvironmentVariable("PATH");

        tree.SetEnvironment("DOCKER_HOST", "unix:///nonexistent.sock");
        await tree.DotnetSucceeds("restore", "--locked-mode", "app/app.imageproj");
        await Fails("IMG0004", "/nonexistent.sock");
        tree.Write("app/file", "two");
        await Fails("IMG0004", "/nonexistent.sock");
        tree.SetEnvironment("DOCKER_HOST", Environment.GetEnvironmentVariable("DOCKER_HOST"));

        tree.SetEnvironment("PATH", tree.PathOf("nothing"));
        await Fails("IMG0001", "PATH");

        tree.DockerBegins("""if [ "$1" = buildx ]; then echo "docker: unknown command: docker buildx" >&2; exit 1; fi""");
        await Fails("IMG0002", "unknown command: docker buildx");

        tree.DockerBegins("""if [ "$2" = version ]; then echo "github.com/docker/buildx v0.9.1 ed00243"; exit 0; fi; if [ "$2" = build ]; then echo "unsupported progress mode" >&2; exit 1; fi""");
        await Fails("IMG0002", "0.9.1");

        tree.SetEnvironment("PATH", path);
        await Fails("IMG0003", "'nowhere'", "-p:ImageBuilder=nowhere");

        Assert.AreEqual(image, await Engine.DigestAsync(tree.Tag("app")));
        Assert.AreEqual(record, File.ReadAllText(tree.PathOf("app/bin/Debug/app.image.json")));
        Assert.AreEqual(lockFile, File.ReadAllText(tree.PathOf("images.lock.json")));

        async Task Fails(string code, string text, params string[] options)
        {
            var error = (await tree.Dotnet(["build", "--no-restore", "app/app.imageproj", .. options])).Error;
            Assert.AreEqual((code, tree.PathOf("app/app.imageproj")), (error.Code, error.File));
            StringAssert.Contains(error.Text, text);
        }
    }
}
