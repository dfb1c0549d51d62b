using System.Text;
using CliWrap;
using CliWrap.Buffered;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What other systems and other people's habits bring: names of folders, line ends, links, read-only sources.</summary>
[TestClass]
public sealed class A_tree_from_anywhere
{
    [TestMethod]
    public async Task May_be_in_folders_of_any_name()
    {
        await using var tree = new TestTree();
        const string folder = "my; %20#ü, 'it' $(x) @(y)";
        foreach (var (name, dockerfile, reference) in ((string, string, string)[])
            [("base", "FROM busybox:1.36\nCOPY file /file\n", ""), ("child", "FROM base\nRUN cat /file > /child\n", """<ProjectReference Include="../base/base.imageproj" />""")])
        {
            tree.Write($"{folder}/{name}/{name}.imageproj", $"""<Project Sdk="ImageSdk"><ItemGroup>{reference}</ItemGroup></Project>""");
            tree.Write($"{folder}/{name}/Dockerfile", dockerfile);
        }

        tree.Write($"{folder}/base/file", "one");
        tree.RecordDockerCalls();

        foreach (var built in (string[])["base child", ""])
        {
            await tree.DotnetSucceeds("build", $"{folder}/child/child.imageproj");
            Assert.AreEqual(built, tree.TakeBuilt());
        }

        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("child"), "cat", "/child"));
        await tree.DotnetSucceeds("clean", $"{folder}/child/child.imageproj");
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("child")));
    }

    [TestMethod]
    public async Task May_have_the_line_ends_and_byte_order_marks_of_Windows()
    {
        await using var tree = new TestTree();
        Write("app/app.imageproj", """<Project Sdk="ImageSdk" />""");
        Write("app/Dockerfile", "FROM busybox:1.36\nCOPY . /app\nRUN ls \\\n  /app > /list\n");
        Write("app/.dockerignore", "bin\nobj\n*.log\n");
        tree.Write("app/noise.log", "");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        Assert.AreEqual("Dockerfile\napp.imageproj", await Engine.OutputAsync(tree.Tag("app"), "cat", "/list"));

        var digest = tree.Lock()["docker.io/library/busybox:1.36"].Digest;
        Write("images.lock.json", File.ReadAllText(tree.PathOf("images.lock.json")));
        await tree.DotnetSucceeds("restore", "--locked-mode", "app/app.imageproj");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        StringAssert.Contains(File.ReadAllText(tree.PathOf("images.lock.json")), digest);

        void Write(string path, string text)
        {
            tree.Write(path, "");
            File.WriteAllText(tree.PathOf(path), text.ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
    }

    [TestMethod]
    public async Task May_be_read_only_when_the_output_is_elsewhere()
    {
        await using var tree = new TestTree();
        tree.Write("src/app/app.imageproj", """<Project Sdk="ImageSdk" />""");
        tree.Write("src/app/Dockerfile", "FROM busybox:1.36\nCOPY . /app\n");
        tree.Write("src/Directory.Build.props", """
            <Project>
              <Import Project="../Directory.Build.props" />
              <PropertyGroup><ArtifactsPath>$(MSBuildThisFileDirectory)../artifacts</ArtifactsPath></PropertyGroup>
            </Project>
            """);
        await tree.DotnetSucceeds("restore", "src/app/app.imageproj");
        var source = tree.PathOf("src");
        await Cli.Wrap("mount").WithArguments(["--bind", source, source]).ExecuteBufferedAsync();
        try
        {
            await Cli.Wrap("mount").WithArguments(["-o", "remount,ro,bind", source]).ExecuteBufferedAsync();

            await tree.DotnetSucceeds("build", "src/app/app.imageproj");

            Assert.AreEqual("Dockerfile\napp.imageproj", await Engine.OutputAsync(tree.Tag("app"), "ls", "/app"));
        }
        finally
        {
            await Cli.Wrap("umount").WithArguments([source]).ExecuteBufferedAsync();
        }
    }

    [TestMethod]
    public async Task May_be_called_by_a_link_and_built_anew_in_each_way()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\nCOPY Dockerfile /app\n");
        Directory.CreateSymbolicLink(tree.PathOf("link"), tree.PathOf("app"));
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", "link/app.imageproj");
        Assert.AreEqual("app", tree.TakeBuilt());
        foreach (var again in (string[])["--no-incremental", "-t:Rebuild"])
        {
            await tree.DotnetSucceeds("build", "app/app.imageproj", again);
            Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("app")), again);
        }

        await tree.DotnetSucceeds("build", "app/app.imageproj", "-p:ContainerImageTags=one%3Btwo%3Bone");
        CollectionAssert.AreEqual(new[] { tree.Tag("app", "one"), tree.Tag("app", "two") }, ImageRecordFile.Read(tree, "app").Tags);
        Assert.AreEqual(await Engine.DigestAsync(tree.Tag("app", "one")), await Engine.DigestAsync(tree.Tag("app", "two")));
    }
}
