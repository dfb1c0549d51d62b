using System.Runtime.Versioning;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Storage;

/// <summary>Copies of a project's output: the same files with the same times and permissions, and nothing else.</summary>
[TestClass]
[SupportedOSPlatform("linux")]
public sealed class DirectoryMirrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Files_are_copied_with_their_times_and_permissions()
    {
        var script = Source("run.sh", "echo");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetLastWriteTimeUtc(script, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        Mirror("run.sh");

        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(Copy("run.sh")));
        Assert.AreEqual(new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc), File.GetLastWriteTimeUtc(Copy("run.sh")));
        CollectionAssert.AreEqual(new[] { "copies" }, Directory.GetFileSystemEntries(Root).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void A_file_that_is_as_it_was_is_not_copied_again()
    {
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var source = Source("file", "one");
        File.SetLastWriteTimeUtc(source, time);
        WaitForClockAfter(source);
        Mirror("file");
        File.WriteAllText(Copy("file"), "two");
        File.SetLastWriteTimeUtc(Copy("file"), time);

        Mirror("file");

        Assert.AreEqual("two", File.ReadAllText(Copy("file")));
    }

    /// <summary>Most of these edits are made before the clock of the file system moves on.</summary>
    [TestMethod]
    public void An_edit_in_the_moment_of_the_copy_reaches_the_copy()
    {
        for (var round = 0; round < 100; round++)
        {
            var name = $"file{round}";
            var source = Source(name, "one");
            var time = File.GetLastWriteTimeUtc(source);
            Mirror(name);
            File.WriteAllText(source, "two");
            File.SetLastWriteTimeUtc(source, time);

            Mirror(name);

            Assert.AreEqual("two", File.ReadAllText(Copy(name)), $"round {round}");
        }
    }

    [TestMethod]
    public void Other_permissions_alone_reach_the_copy()
    {
        var source = Source("run.sh", "echo");
        Mirror("run.sh");
        File.SetUnixFileMode(source, File.GetUnixFileMode(source) | UnixFileMode.UserExecute);

        Mirror("run.sh");

        Assert.IsTrue(File.GetUnixFileMode(Copy("run.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    [TestMethod]
    public void An_edit_that_leaves_size_and_time_reaches_the_copy()
    {
        var source = Source("file", "one");
        var time = File.GetLastWriteTimeUtc(source);
        Mirror("file");
        WaitForClockAfter(Copy("file"));

        File.WriteAllText(source, "two");
        File.SetLastWriteTimeUtc(source, time);
        Mirror("file");

        Assert.AreEqual("two", File.ReadAllText(Copy("file")));
    }

    [TestMethod]
    public void What_is_no_longer_wanted_is_removed_with_its_directories()
    {
        Source("a/b/one", "1");
        Source("two", "2");
        Mirror("a/b/one", "two");

        Mirror("two");

        CollectionAssert.AreEqual(new[] { Copy("two") }, Directory.GetFileSystemEntries(Copies));
    }

    [TestMethod]
    public void A_file_may_become_a_directory_and_the_other_way_round()
    {
        var file = Source("settings", "file");
        Mirror("settings");
        File.Delete(file);
        Source("settings/one/two", "directory");
        Mirror("settings/one/two");
        Assert.AreEqual("directory", File.ReadAllText(Copy("settings/one/two")));

        Directory.Delete(Path.Combine(_folder.Path, "from", "settings"), recursive: true);
        Source("settings", "file again");
        Mirror("settings");
        Assert.AreEqual("file again", File.ReadAllText(Copy("settings")));
    }

    [TestMethod]
    public void Of_a_link_the_file_behind_it_is_copied_whenever_that_changes()
    {
        var target = Source("target", "one");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "from", "link"), "target");
        Mirror("link");
        Assert.AreEqual("one", File.ReadAllText(Copy("link")));
        Assert.IsNull(new FileInfo(Copy("link")).LinkTarget);

        File.WriteAllText(target, "other");
        Mirror("link");

        Assert.AreEqual("other", File.ReadAllText(Copy("link")));
    }

    [TestMethod]
    public void A_link_in_the_directory_is_removed_and_what_is_behind_it_stays()
    {
        var foreign = _folder.File("foreign/file", "mine");
        Source("file", "1");
        Mirror("file");
        Directory.CreateSymbolicLink(Copy("link"), Path.GetDirectoryName(foreign)!);

        Mirror("file");

        Assert.IsFalse(Path.Exists(Copy("link")));
        Assert.AreEqual("mine", File.ReadAllText(foreign));
    }

    [TestMethod]
    public void A_source_that_cannot_be_read_is_named_and_nothing_is_left_behind()
    {
        var error = Assert.Throws<IOException>(() => Mirror("gone"));

        StringAssert.Contains(error.Message, "from/gone");
        Assert.IsEmpty(Directory.GetFiles(Root));
    }

    private string Root => _folder.Folder("to");

    private string Copies => Path.Combine(Root, "copies");

    private string Source(string path, string text) => _folder.File("from/" + path, text);

    private string Copy(string path) => Path.Combine(Copies, path);

    private void Mirror(params string[] paths) =>
        DirectoryMirror.Update(Copies, paths.ToDictionary(Copy, path => Path.Combine(_folder.Path, "from", path)), Root);

    /// <summary>The clock of the file system may stand still for some milliseconds: waits until a new file is newer.</summary>
    private void WaitForClockAfter(string file)
    {
        var probe = new FileInfo(Path.Combine(_folder.Path, "probe"));
        do
        {
            File.WriteAllText(probe.FullName, "");
            probe.Refresh();
        }
        while (probe.LastWriteTimeUtc <= ChangeTime(file));
    }

    private static DateTime ChangeTime(string file)
    {
        Assert.IsTrue(new Contexts.FileStampReader(Path.GetDirectoryName(file)!).TryRead(Path.GetFileName(file), out var stamp));
        return DateTime.UnixEpoch.AddTicks(stamp.Changed / TimeSpan.NanosecondsPerTick + 1);
    }
}
