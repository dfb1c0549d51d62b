using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Disks and files that cannot be written or read: one error that names the file, and what was there before stays.</summary>
[TestClass]
public sealed class A_file_that_fails
{
    [TestMethod]
    public async Task Is_named_when_the_disk_is_full_and_the_next_build_goes_on()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\nCOPY file /file\n");
        tree.Write("app/file", "one");
        await tree.DotnetSucceeds("restore", "app/app.imageproj");
        await using (var disk = await SmallDisk.MountAsync(tree.PathOf("app/obj/Debug")))
        {
            await tree.DotnetSucceeds("build", "--no-restore", "app/app.imageproj");
            var (record, digest) = (File.ReadAllText(tree.PathOf("app/bin/Debug/app.image.json")), File.ReadAllText(tree.PathOf("app/obj/Debug/app.image/image.digest")));
            disk.Fill();
            tree.Write("app/file", "two");

            var failed = await tree.Dotnet("build", "--no-restore", "app/app.imageproj");

            IsNamed(failed, tree.PathOf("app/app.imageproj"), tree.PathOf("app/obj/Debug/app.image/image.plan.json"));
            Assert.AreEqual(record, File.ReadAllText(tree.PathOf("app/bin/Debug/app.image.json")));
            Assert.AreEqual(digest, File.ReadAllText(tree.PathOf("app/obj/Debug/app.image/image.digest")));
            Assert.IsEmpty(Directory.GetFiles(tree.PathOf("app/obj/Debug"), "*.tmp", SearchOption.AllDirectories));

            disk.Empty();
            await tree.DotnetSucceeds("build", "--no-restore", "app/app.imageproj");
            Assert.AreEqual("two", await Engine.OutputAsync(tree.Tag("app"), "cat", "/file"));
        }
    }

    [TestMethod]
    public async Task Is_named_when_something_else_is_in_its_place()
    {
        await using var tree = new TestTree();
        foreach (var name in (string[])["obj", "bin", "record", "loop"]) tree.Image(name, $"FROM busybox:1.36\nCOPY Dockerfile /{name}\n");
        tree.Solution("all.slnx", "obj/obj.imageproj", "bin/bin.imageproj", "record/record.imageproj", "loop/loop.imageproj");
        await tree.DotnetSucceeds("restore", "all.slnx");
        tree.Write("bin/bin", "no directory");
        Directory.CreateDirectory(tree.PathOf("obj/obj"));
        tree.Write("obj/obj/Debug", "no directory");
        Directory.CreateDirectory(tree.PathOf("record/bin/Debug/record.image.json"));
        File.Delete(tree.PathOf("loop/Dockerfile"));
        File.CreateSymbolicLink(tree.PathOf("loop/Dockerfile"), "Dockerfile");

        var failed = await tree.Dotnet("build", "--no-restore", "all.slnx");

        IsNamed(failed, tree.PathOf("obj/obj.imageproj"), tree.PathOf("obj/obj/Debug"));
        IsNamed(failed, tree.PathOf("bin/bin.imageproj"), tree.PathOf("bin/bin"));
        IsNamed(failed, tree.PathOf("record/record.imageproj"), tree.PathOf("record/bin/Debug/record.image.json"));
        IsNamed(failed, tree.PathOf("loop/loop.imageproj"), tree.PathOf("loop/Dockerfile"));
    }

    /// <summary>Files that are none: opening some of them would wait forever.</summary>
    [TestMethod]
    public async Task Is_named_when_it_is_no_regular_file_and_made_again_when_an_earlier_build_made_it()
    {
        await using var tree = new TestTree();
        foreach (var name in (string[])["fifo", "ignore", "stamp", "base"]) tree.Image(name, $"FROM busybox:1.36\nENV A=b\nCOPY Dockerfile /{name}\n");
        tree.Image("child", "FROM base\nRUN apt-get install git\n", parents: "base");
        tree.Solution("all.slnx", "fifo/fifo.imageproj", "ignore/ignore.imageproj", "stamp/stamp.imageproj", "base/base.imageproj");
        await tree.DotnetSucceeds("build", "all.slnx");
        var (record, facts) = (tree.PathOf("base/bin/Debug/base.image.json"), tree.PathOf("base/obj/Debug/base.image/image.facts.json"));
        var written = File.ReadAllText(facts);
        await PutAsync(tree.PathOf("fifo/Dockerfile"), path => Cli.Wrap("mkfifo").WithArguments([path]).ExecuteAsync());
        await PutAsync(tree.PathOf("ignore/.dockerignore"), path => Cli.Wrap("ln").WithArguments(["-s", "/dev/zero", path]).ExecuteAsync());
        var stamp = Directory.GetFiles(tree.PathOf("stamp/obj/Debug/stamp.image"), "analysis.*").Single();
        await PutAsync(stamp, path => Cli.Wrap("mkdir").WithArguments([path]).ExecuteAsync());
        foreach (var file in (string[])[record, tree.PathOf("base/obj/Debug/base.image/image.plan.json"), tree.PathOf("base/obj/Debug/base.image/image.seen")])
            await PutAsync(file, path => Cli.Wrap("mkfifo").WithArguments([path]).ExecuteAsync());
        File.WriteAllText(facts, written.Replace("\"b\"", "null", StringComparison.Ordinal));

        var failed = await tree.Dotnet("build", "--no-restore", "all.slnx");

        CollectionAssert.AreEquivalent(
            new[] { ("IMG0014", tree.PathOf("fifo/Dockerfile")), ("IMG1007", tree.PathOf("ignore/.dockerignore")), ("IMG0014", tree.PathOf("stamp/stamp.imageproj")) },
            failed.Errors.Select(e => (e.Code, e.File)).ToArray(), failed.Output);
        StringAssert.Contains(failed.Output, "is a FIFO");
        StringAssert.Contains(failed.Output, stamp);
        Assert.AreEqual(JsonValueKind.Object, JsonDocument.Parse(File.ReadAllText(record)).RootElement.ValueKind);

        // A child finds the facts of its parent, and the next build writes them again.
        await tree.Dotnet("build", "child/child.imageproj");
        await tree.Dotnet("build", "--no-restore", "child/child.imageproj");
        Assert.AreEqual(written, File.ReadAllText(facts));
    }

    private static async Task PutAsync(string path, Func<string, Task> make)
    {
        File.Delete(path);
        await make(path);
    }

    private static void IsNamed(DotnetResult result, string project, string file)
    {
        Assert.AreNotEqual(0, result.ExitCode, result.Output);
        Assert.IsFalse(result.Errors.Any(e => e.Code == "MSB4018"), result.Output);
        var error = result.Errors.Single(e => e.File == project);
        Assert.AreEqual("IMG0014", error.Code);
        StringAssert.Contains(error.Text, file);
    }

    /// <summary>A file system of a few kilobytes. Mounting needs the rights of root.</summary>
    private sealed class SmallDisk : IAsyncDisposable
    {
        private readonly string _directory;

        private SmallDisk(string directory) => _directory = directory;

        private string Filling => Path.Combine(_directory, "filling");

        public static async Task<SmallDisk> MountAsync(string directory)
        {
            Directory.CreateDirectory(directory);
            await Cli.Wrap("mount").WithArguments(["-t", "tmpfs", "-o", "size=64k", "tmpfs", directory]).ExecuteBufferedAsync();
            return new SmallDisk(directory);
        }

        public void Fill()
        {
            using var file = new FileStream(Filling, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            try
            {
                while (true) file.Write(new byte[4096]);
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void Empty() => File.Delete(Filling);

        public async ValueTask DisposeAsync() => await Cli.Wrap("umount").WithArguments([_directory]).ExecuteBufferedAsync();
    }
}
