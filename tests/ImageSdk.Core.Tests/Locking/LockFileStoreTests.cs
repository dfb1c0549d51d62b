using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using static ImageSdk.Core.Tests.Locking.Locks;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
public sealed class LockFileStoreTests
{
    private static readonly LockFile Some = new([Entry("h.x/a:1", 1).WithUsedBy(["a.imageproj"])]);

    [TestMethod]
    public void A_file_that_is_not_there_reads_as_nothing()
    {
        using var folder = new TemporaryFolder();

        Assert.IsNull(LockFileStore.Read(Path.Combine(folder.Path, "images.lock.json")));
        Assert.IsNull(LockFileStore.Read(Path.Combine(folder.Path, "none", "images.lock.json")));
    }

    [TestMethod]
    public void An_update_writes_the_file_and_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "images.lock.json");

        var written = LockFileStore.Update(path, _ => Some);

        Assert.AreEqual(Some, written);
        Assert.AreEqual(Some, LockFileStore.Read(path));
        Assert.AreEqual(Some.Write(), File.ReadAllText(path));
        Assert.AreSequenceEqual([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void An_update_that_changes_nothing_does_not_touch_the_file()
    {
        using var folder = new TemporaryFolder();
        var reformatted = Some.Write().Replace("\n", "\r\n", StringComparison.Ordinal);
        var path = folder.File("images.lock.json", reformatted);
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);

        LockFileStore.Update(path, before => before.WithUses("a.imageproj", before.Entries));

        Assert.AreEqual(time, File.GetLastWriteTimeUtc(path));
        Assert.AreEqual(reformatted, File.ReadAllText(path));
    }

    [TestMethod]
    public void No_file_is_created_where_nothing_is_locked()
    {
        using var folder = new TemporaryFolder();

        LockFileStore.Update(Path.Combine(folder.Path, "images.lock.json"), before => before);

        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void Updates_of_many_threads_lose_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "images.lock.json");
        var threads = Enumerable.Range(0, 16).Select(thread => new Thread(() =>
        {
            for (var number = 0; number < 10; number++)
            {
                var entry = Entry($"h.x/{thread}:{number}", number);
                LockFileStore.Update(path, before => before.WithUses($"{thread}-{number}", [entry]));
            }
        })).ToArray();

        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.HasCount(160, LockFileStore.Read(path)!.Entries);
        Assert.AreSequenceEqual([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void Updates_of_many_processes_lose_nothing_and_readers_never_see_half_a_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("images.lock.json", LockFile.Empty.Write());
        var processes = Enumerable.Range(0, 6).Select(number => LockWorker.Updating(path, $"p{number}", 25)).ToArray();

        var seen = 0;
        while (Array.Exists(processes, process => !process.HasExited))
        {
            var now = LockFileStore.Read(path)!.Entries.Count;
            Assert.IsGreaterThanOrEqualTo(seen, now);
            seen = now;
        }

        Assert.IsTrue(Array.TrueForAll(processes, process => process.ExitCode == 0));
        Assert.HasCount(150, LockFileStore.Read(path)!.Entries);
    }

    [TestMethod]
    public void Who_holds_the_file_for_too_long_is_named_and_its_end_frees_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "images.lock.json");
        using var holder = LockWorker.Holding(path);

        try
        {
            var error = Fails(() => LockFileStore.Update(path, _ => Some, TimeSpan.FromMilliseconds(100)), "IMG2003", path);
            Assert.Contains($"Process {holder.Id} (", error);
        }
        finally
        {
            holder.Kill();
            holder.WaitForExit();
        }
        Assert.AreEqual(Some, LockFileStore.Update(path, _ => Some));
    }

    [TestMethod]
    public void Waiting_ends_when_the_build_is_cancelled()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "images.lock.json");
        using var cancellation = new CancellationTokenSource();

        LockFileStore.Update(path, _ =>
        {
            cancellation.CancelAfter(20);
            Assert.ThrowsExactly<OperationCanceledException>(
                () => LockFileStore.Update(path, before => before, null, cancellation.Token));
            return Some;
        });

        Assert.AreEqual(Some, LockFileStore.Read(path));
    }

    [TestMethod]
    public void Two_ways_to_one_file_wait_for_each_other()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Folder("real"), "images.lock.json");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), Path.Combine(folder.Path, "real"));
        var other = Path.Combine(folder.Path, "link", "..", "link", "images.lock.json");

        LockFileStore.Update(path, _ =>
        {
            Fails(() => LockFileStore.Update(other, before => before, TimeSpan.FromMilliseconds(50)), "IMG2003", other);
            return Some;
        });
    }

    [TestMethod]
    public void A_link_to_a_lock_file_stays_a_link()
    {
        using var folder = new TemporaryFolder();
        var real = folder.File("shared/real.json", LockFile.Empty.Write());
        var link = Path.Combine(folder.Path, "images.lock.json");
        File.CreateSymbolicLink(link, Path.Combine("shared", "real.json"));

        LockFileStore.Update(link, _ => Some);

        Assert.AreEqual(Some, LockFileStore.Read(real));
        Assert.IsNotNull(new FileInfo(link).LinkTarget);
    }

    [TestMethod]
    public void A_damaged_file_is_an_error_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("images.lock.json", "{ \"version\": 1, ");

        Fails(() => LockFileStore.Update(path, _ => Some), "IMG2002", path);

        Assert.AreEqual("{ \"version\": 1, ", File.ReadAllText(path));
    }

    [TestMethod]
    [DataRow("utf-16", true, 1, 1, "its text is UTF-16")]
    [DataRow("utf-16BE", true, 1, 1, "its text is UTF-16")]
    [DataRow("utf-16", false, 1, 1, "its text is UTF-16")]
    [DataRow("iso-8859-1", false, 3, 8, "its text is not UTF-8 from here on")]
    public void A_file_in_another_encoding_is_damaged_at_the_first_character_that_shows_it(
        string encoding, bool hasMark, int line, int column, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("images.lock.json");
        var text = (hasMark ? "\uFEFF" : "") + "{\n  \"version\": 1,\n  \"imagé\": {}\n}";
        File.WriteAllBytes(path, System.Text.Encoding.GetEncoding(encoding).GetBytes(text));

        Assert.Contains(problem, Fails(() => LockFileStore.Read(path), "IMG2002", path, line, column));
    }

    [TestMethod]
    public void A_read_only_file_is_an_error_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("images.lock.json", LockFile.Empty.Write());
        File.SetAttributes(path, FileAttributes.ReadOnly);

        Assert.Contains("read-only", Fails(() => LockFileStore.Update(path, _ => Some), "IMG2003", path));

        Assert.AreEqual(LockFile.Empty, LockFileStore.Read(path));
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "none", "images.lock.json");

        Assert.Contains("cannot be written", Fails(() => LockFileStore.Update(path, _ => Some), "IMG2003", path));
    }

    [TestMethod]
    public void A_folder_in_place_of_the_file_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Folder("images.lock.json");

        Assert.Contains("cannot be read", Fails(() => LockFileStore.Read(path), "IMG2003", path));
    }

    [TestMethod]
    public void The_rights_of_the_file_stay()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        var path = folder.File("images.lock.json", LockFile.Empty.Write());
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        File.SetUnixFileMode(path, mode);

        LockFileStore.Update(path, _ => Some);

        Assert.AreEqual(mode, File.GetUnixFileMode(path));
    }

    private static string Fails(Action action, string code, string path, int? line = null, int? column = null)
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(action).Diagnostics[0];
        Assert.AreEqual(code, error.Descriptor.Code);
        Assert.AreEqual(path, error.Location.File);
        if (line is not null) Assert.AreEqual((line, column), (error.Location.Line, error.Location.Column));
        return error.Message;
    }
}
