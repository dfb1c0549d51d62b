using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>A build builds what changed and what depends on it, and nothing else.</summary>
[TestClass]
public sealed class An_incremental_build
{
    [TestMethod]
    public async Task Starts_no_docker_process_when_nothing_changed()
    {
        await using var tree = Family();
        tree.Write("family.sln", """
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "base", "base\base.imageproj", "{11111111-1111-1111-1111-111111111111}"
            EndProject
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "child", "child\child.imageproj", "{22222222-2222-2222-2222-222222222222}"
            EndProject
            Global
            	GlobalSection(SolutionConfigurationPlatforms) = preSolution
            		Debug|Any CPU = Debug|Any CPU
            	EndGlobalSection
            	GlobalSection(ProjectConfigurationPlatforms) = postSolution
            		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
            		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.Build.0 = Debug|Any CPU
            		{22222222-2222-2222-2222-222222222222}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
            		{22222222-2222-2222-2222-222222222222}.Debug|Any CPU.Build.0 = Debug|Any CPU
            	EndGlobalSection
            EndGlobal
            """);
        await Builds(tree, "base child other");

        foreach (var target in (string[])["family.slnx", "family.sln", "child/child.imageproj"])
        {
            await tree.DotnetSucceeds("build", target);

            Assert.IsEmpty(tree.TakeDockerCalls(), target);
        }
    }

    [TestMethod]
    public async Task Follows_the_files_that_an_instruction_reaches()
    {
        await using var tree = Family();
        await Builds(tree, "base child other");

        File.SetLastWriteTimeUtc(tree.PathOf("other/data/one"), DateTime.UtcNow);
        tree.Write("other/unreached", "new");
        tree.Write("other/data/ignored", "new");
        await Builds(tree, "");

        tree.Write("other/data/one", "1");
        await Builds(tree, "other");

        tree.Write("other/data/two", "two");
        await Builds(tree, "other");

        File.Move(tree.PathOf("other/data/two"), tree.PathOf("other/data/three"));
        await Builds(tree, "other");
        Assert.AreEqual("one\nthree", await Engine.OutputAsync(tree.Tag("other"), "ls", "/data"));

        File.SetUnixFileMode(tree.PathOf("other/data/one"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await Builds(tree, "other");

        File.Delete(tree.PathOf("other/data/three"));
        await Builds(tree, "other");
        Assert.AreEqual("-r-x------ one", await Engine.OutputAsync(tree.Tag("other"), "sh", "-c", "cd /data; ls -l | awk 'NR > 1 { print $1, $NF }'"));
    }

    [TestMethod]
    public async Task Sees_an_edit_that_leaves_size_and_time_as_they_were()
    {
        await using var tree = Family();
        var (file, time) = (tree.PathOf("other/data/one"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(file, time);
        await Builds(tree, "base child other");
        tree.Write("other/data/one", "eno");
        File.SetLastWriteTimeUtc(file, time);

        await Builds(tree, "other");

        Assert.AreEqual("eno", await Engine.OutputAsync(tree.Tag("other"), "cat", "/data/one"));
    }

    [TestMethod]
    public async Task Follows_Dockerfiles_arguments_and_the_lock()
    {
        await using var tree = Family();
        await Builds(tree, "base child other");

        tree.Write("base/Dockerfile", "# A comment makes no other image.\n" + File.ReadAllText(tree.PathOf("base/Dockerfile")));
        await Builds(tree, "base");

        tree.Write("base/Dockerfile", File.ReadAllText(tree.PathOf("base/Dockerfile")) + "RUN echo more > /more\n");
        await Builds(tree, "base child");

        tree.Write("other/other.imageproj", File.ReadAllText(tree.PathOf("other/other.imageproj")).Replace("Value=\"1\"", "Value=\"2\"", StringComparison.Ordinal));
        await Builds(tree, "other");

        var digest = (await tree.PushUpstream("linux", "1", "two")).Digest;
        await Builds(tree, "");
        await tree.DotnetSucceeds("restore", "family.slnx", "--force-evaluate");
        await Builds(tree, "other");
        Assert.AreEqual(digest, (await Engine.LabelsAsync(tree.Tag("other")))["org.opencontainers.image.base.digest"]);
    }

    [TestMethod]
    public async Task Brings_back_images_and_tags_that_are_gone_or_moved()
    {
        await using var tree = Family();
        await Builds(tree, "base child other");

        await Engine.RunAsync("image", "rm", "-f", tree.Tag("child"));
        await Builds(tree, "child");

        await Engine.RunAsync("tag", tree.Tag("child"), tree.Tag("base"));
        await Builds(tree, "base");
        Assert.AreEqual(ImageRecordFile.Read(tree, "base").Digest, await Engine.DigestAsync(tree.Tag("base")));
    }

    [TestMethod]
    [DataRow("untag")]
    [DataRow("remove")]
    [DataRow("move")]
    [DataRow("load")]
    public async Task Sees_what_others_did_to_an_image_since_it_was_seen_last(string deed)
    {
        await using var tree = Family();
        tree.Image("twice", "FROM busybox:1.36\nRUN echo twice > /twice\n", "<PropertyGroup><ContainerImageTags>one;two</ContainerImageTags></PropertyGroup>");
        tree.Solution("family.slnx", "child/child.imageproj", "base/base.imageproj", "twice/twice.imageproj");
        await Builds(tree, "base child twice");
        await Builds(tree, "");
        await Builds(tree, "");

        string[][] commands = deed switch
        {
            "untag" => [["image", "rm", tree.Tag("twice", "two")]],
            "remove" => [["image", "rm", "-f", await Engine.DigestAsync(tree.Tag("twice", "one"))]],
            "move" => [["tag", tree.Tag("base"), tree.Tag("twice", "two")]],
            // The event of a load names an image, but not the tag that it moves.
            _ => [["tag", tree.Tag("base"), tree.Tag("twice", "two")], ["save", "-o", tree.PathOf("moved.tar"), tree.Tag("twice", "two")],
                ["tag", tree.Tag("twice", "one"), tree.Tag("twice", "two")]],
        };
        foreach (var command in commands) Assert.AreEqual(0, (await Engine.RunAsync(command)).ExitCode, string.Join(' ', command));
        if (deed == "load")
        {
            await Builds(tree, "");
            Assert.AreEqual(0, (await Engine.RunAsync("load", "-i", tree.PathOf("moved.tar"))).ExitCode);
        }

        await Builds(tree, "twice");
        Assert.AreEqual(ImageRecordFile.Read(tree, "twice").Digest, await Engine.DigestAsync(tree.Tag("twice", "two")));
    }

    [TestMethod]
    public async Task Asks_the_engine_one_question_for_all_images()
    {
        await using var tree = Family();
        await Builds(tree, "base child other");
        using var relay = new EngineRelay(tree.PathOf("relay.sock"));
        tree.SetEnvironment("DOCKER_HOST", relay.Host);

        // Other tests work with the same engine, and may push out of its log what was seen a moment ago.
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await Builds(tree, "");
            relay.TakeQuestions();

            await tree.DotnetSucceeds("build", "family.slnx", "--no-restore", "-m:1");

            if (relay.TakeQuestions() is [var question])
            {
                StringAssert.StartsWith(question, "GET /events?");
                return;
            }
        }

        Assert.Fail("Each image was asked for by itself.");
    }

    [TestMethod]
    public async Task Loads_no_HTTP_client_when_nothing_changed()
    {
        await using var tree = Family();
        await Builds(tree, "base child other");

        // Other tests work with the same engine, and may push out of its log what was seen a moment ago.
        var loaded = await LoadedAsync();
        for (var attempt = 0; attempt < 10 && loaded.Contains("Docker.DotNet"); attempt++) loaded = await LoadedAsync();

        Assert.Contains("ImageSdk.Engine", loaded);
        Assert.DoesNotContain("Docker.DotNet", loaded);
        Assert.DoesNotContain("System.Net.Http", loaded);

        // Without the mark, each image is asked for.
        foreach (var mark in Directory.GetFiles(tree.PathOf(""), "image.seen", SearchOption.AllDirectories)) File.Delete(mark);
        loaded = await LoadedAsync();
        Assert.Contains("Docker.DotNet", loaded);
        Assert.DoesNotContain("Docker.DotNet.Unix", loaded, "the package leaves the transports out");

        // MSBuild says in its most detailed log what tasks load.
        async Task<string[]> LoadedAsync()
        {
            var build = await tree.DotnetSucceeds("build", "family.slnx", "--no-restore", "-m:1", "-v:diag");
            return [.. build.Output.Split('\n')
                .Where(line => line.Contains("Assembly loaded during TaskRun", StringComparison.Ordinal))
                .Select(line => line.Split(": ")[1].Split(',')[0])];
        }
    }

    [TestMethod]
    public async Task Is_not_confused_by_its_own_output_in_the_context()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY . /app\n");
        tree.Write("base/file", "one");
        tree.Write("base/bin/tool", "two");
        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("build", "base/base.imageproj");
        var call = tree.TakeDockerCalls().Single(c => c.StartsWith("buildx build ", StringComparison.Ordinal));

        // The metadata have all build arguments, among them those of docker's configuration.
        var metadata = call.Split(' ').Single(a => a.StartsWith("--metadata-file=", StringComparison.Ordinal)).Split('=')[1];
        StringAssert.Contains(metadata, "/imagesdk-temp-");
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(metadata)), metadata);

        await tree.DotnetSucceeds("build", "base/base.imageproj");
        Assert.AreEqual("", tree.TakeBuilt());

        // Another configuration is the same image, with no output of the first in it.
        await tree.DotnetSucceeds("build", "base/base.imageproj", "-c", "Release");
        Assert.AreEqual(
            ImageRecordFile.Read(tree, "base").Digest, ImageRecordFile.Read(tree, "base", "base/bin/Release/base.image.json").Digest);
        Assert.AreEqual(
            "./Dockerfile\n./base.imageproj\n./bin\n./bin/tool\n./file",
            await Engine.OutputAsync(tree.Tag("base"), "sh", "-c", "cd /app; find . -mindepth 1 | LC_ALL=C sort"));
    }

    [TestMethod]
    public async Task Builds_again_after_a_file_changed_while_BuildKit_read_it_also_when_it_changed_back()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY data /data\n");
        tree.Write("base/data", "one");
        var (data, once) = (tree.PathOf("base/data"), tree.PathOf("once"));
        tree.Write("once", "");
        // Between the hash and the build.
        tree.DockerBegins($"case \"$*\" in *--metadata-file=*) rm '{once}' 2> /dev/null && printf two > '{data}';; esac");

        var build = await tree.DotnetSucceeds("build", "base/base.imageproj");

        Assert.AreEqual(("IMG3006", data), build.Messages.Select(m => (m.Code, m.File)).Single());
        Assert.AreEqual("two", await Engine.OutputAsync(tree.Tag("base"), "cat", "/data"));

        File.WriteAllText(data, "one");
        var again = await tree.DotnetSucceeds("build", "base/base.imageproj", "-v:n");

        StringAssert.Contains(again.Output, "Building base: files changed while it was built last.");
        Assert.IsEmpty(again.Messages);
        Assert.AreEqual("one", await Engine.OutputAsync(tree.Tag("base"), "cat", "/data"));
    }

    [TestMethod]
    public async Task Says_where_a_log_belongs_that_the_build_writes_into_the_context()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY . /data\n");
        tree.Write("base/.dockerignore", "bin\nobj\n");

        var build = await tree.DotnetSucceeds("build", "base/base.imageproj", $"-flp:logfile={tree.PathOf("base/build.log")};verbosity=diag");

        var warning = build.Messages.Single();
        Assert.AreEqual(("IMG3006", tree.PathOf("base/build.log")), (warning.Code, warning.File));
        StringAssert.Contains(warning.Text, "add **/*.log to .dockerignore");
    }

    /// <summary>A base with a child, and another image beside them that copies a directory.</summary>
    private static TestTree Family()
    {
        var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /base\n");
        tree.Image("child", "FROM base\nRUN cat /base > /child\n", parents: "base");
        var (image, _) = tree.PushUpstream("linux", "1", "one").GetAwaiter().GetResult();
        tree.Image("other", $"FROM {image}\nARG NUMBER\nCOPY data /data\n", """<ItemGroup><ImageBuildArg Include="NUMBER" Value="1" /></ItemGroup>""");
        tree.Write("other/data/one", "one");
        tree.Write("other/.dockerignore", "data/ignored\n");
        tree.Solution("family.slnx", "base/base.imageproj", "child/child.imageproj", "other/other.imageproj");
        tree.RecordDockerCalls();
        return tree;
    }

    /// <summary>A build that builds these images and no others.</summary>
    private static async Task Builds(TestTree tree, string images)
    {
        var isFirst = !File.Exists(tree.PathOf("images.lock.json"));
        await tree.DotnetSucceeds("build", "family.slnx", isFirst ? "-nologo" : "--no-restore");
        Assert.AreEqual(images, tree.TakeBuilt());
    }
}
