using System.Runtime.Versioning;
using ImageSdk.Contexts;
using static ImageSdk.Tests.Contexts.TemporaryContext;

namespace ImageSdk.Tests.Contexts;

/// <summary>
/// What changed between the hash of a context and the end of a build is found, also when everything looks as before.
/// </summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class ContextSnapshotTests
{
    [TestMethod]
    public void Nothing_changed()
    {
        using var context = new TemporaryContext("src/a", "src/sub/b");
        context.Link("link", "src/a");

        Assert.IsNull(Snapshot(context).FindChange(CancellationToken.None));
    }

    [TestMethod]
    [DataRow("edited and edited back", "src/a")]
    [DataRow("replaced by a copy of itself", "src/a")]
    [DataRow("with other permissions for a moment", "src/a")]
    [DataRow("a link turned and turned back", "link")]
    [DataRow("a file added and removed", "src")]
    [DataRow("a file removed and written again", "src/a")]
    [DataRow("a directory added and removed at the root", "")]
    public void Something_changed_and_changed_back(string what, string expected)
    {
        using var context = new TemporaryContext("src/a", "src/sub/b");
        context.Link("link", "src/a");
        ContextSnapshot snapshot = Snapshot(context);

        UntilTheClockTells(context, expected, () => Change(context, what));

        Assert.AreEqual(context.PathOf(expected), snapshot.FindChange(CancellationToken.None));
    }

    [TestMethod]
    [DataRow("src/new", "src/new")]
    [DataRow("src/sub/b", "src/sub/b")]
    public void A_file_that_came_or_changed_and_stays(string written, string expected)
    {
        using var context = new TemporaryContext("src/a", "src/sub/b");
        ContextSnapshot snapshot = Snapshot(context);

        context.Write(written, "another content");

        Assert.AreEqual(context.PathOf(expected), snapshot.FindChange(CancellationToken.None));
    }

    [TestMethod]
    [DataRow("src/note.md")]
    [DataRow("src/obj/Debug/a.image/image.plan.json")]
    public void What_is_not_part_of_the_context_may_come(string path)
    {
        using var context = new TemporaryContext("src/a");
        ContextSnapshot snapshot = Snapshot(context);

        UntilTheClockTells(context, "src", () => context.Write(path, Guid.NewGuid().ToString()), path);

        Assert.IsNull(snapshot.FindChange(CancellationToken.None));
    }

    [TestMethod]
    public void Replacing_a_record_in_a_directory_with_other_files_is_no_change()
    {
        using var context = new TemporaryContext("bin/tool", "bin/a.image.json");
        ContextSnapshot snapshot = Snapshot(context);

        UntilTheClockTells(context, "bin", () => Storage.AtomicFile.Write(context.PathOf("bin/a.image.json"), "new"));

        Assert.IsNull(snapshot.FindChange(CancellationToken.None));
    }

    [TestMethod]
    public void The_content_of_a_file_that_was_young_is_compared_since_its_stamp_says_nothing()
    {
        using var context = new TemporaryContext("a");
        ContextListing listing = ContextListing.Of(context.Root, IgnoreFile.None, [Read(".")], CancellationToken.None);
        FileStamp stamp = listing.Entries[0].Stamp;

        string? Find(bool isSettled) => new ContextSnapshot(
            context.Root, IgnoreFile.None, [Read(".")], listing, [new FileContent(stamp, new byte[32], stamp.Size, isSettled)], null).FindChange(CancellationToken.None);

        Assert.AreEqual(context.PathOf("a"), Find(isSettled: false));
        Assert.IsNull(Find(isSettled: true));
    }

    [TestMethod]
    public void After_a_change_the_context_has_another_key_so_that_BuildKit_is_sent_everything_again()
    {
        using var context = new TemporaryContext("a");
        ContextHashResult before = context.Hash("", Read("."));

        before.Snapshot!.Forget();
        ContextHashResult after = context.Hash("", Read("."));

        Assert.AreEqual(before.Digest, after.Digest);
        Assert.AreNotEqual(before.TransferKey, after.TransferKey);
    }

    private static ContextSnapshot Snapshot(TemporaryContext context) => ContextHasher.Hash(
        context.Root, OwnFiles.ExcludeBy(IgnoreFile.Parse("**/*.md", ".dockerignore"), []), [Read(".")]).Snapshot!;

    /// <summary>Clocks of file systems tick every few milliseconds, and a test is faster.</summary>
    private static void UntilTheClockTells(TemporaryContext context, string path, Action change, string? removed = null)
    {
        var stamps = new FileStampReader(context.Root);
        Assert.IsTrue(stamps.TryRead(path, out FileStamp before));
        do
        {
            if (removed is not null && File.Exists(context.PathOf(removed)))
                File.Delete(context.PathOf(removed));
            change();
        }
        while (stamps.TryRead(path, out FileStamp now) && now.LastChange == before.LastChange);
    }

    private static void Change(TemporaryContext context, string what)
    {
        string file = context.PathOf("src/a");
        DateTime time = File.GetLastWriteTimeUtc(file);
        switch (what)
        {
            case "edited and edited back":
                File.WriteAllText(file, "src/b");
                File.WriteAllText(file, "src/a");
                File.SetLastWriteTimeUtc(file, time);
                break;
            case "replaced by a copy of itself":
                File.Copy(file, file + "~");
                File.Move(file + "~", file, overwrite: true);
                break;
            case "with other permissions for a moment":
                UnixFileMode mode = File.GetUnixFileMode(file);
                File.SetUnixFileMode(file, mode | UnixFileMode.UserExecute);
                File.SetUnixFileMode(file, mode);
                break;
            case "a link turned and turned back":
                File.Delete(context.PathOf("link"));
                context.Link("link", "src/sub/b");
                File.Delete(context.PathOf("link"));
                context.Link("link", "src/a");
                break;
            case "a file added and removed":
                context.Write("src/new", "new");
                File.Delete(context.PathOf("src/new"));
                break;
            case "a file removed and written again":
                File.Delete(file);
                File.WriteAllText(file, "src/a");
                File.SetLastWriteTimeUtc(file, time);
                break;
            default:
                Directory.CreateDirectory(context.PathOf("new"));
                Directory.Delete(context.PathOf("new"));
                break;
        }
    }
}
