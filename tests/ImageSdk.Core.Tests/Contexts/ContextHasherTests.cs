using System.Runtime.Versioning;
using ImageSdk.Contexts;
using ImageSdk.Dockerfiles;
using static ImageSdk.Tests.Contexts.TemporaryContext;

namespace ImageSdk.Tests.Contexts;

[TestClass]
public sealed class ContextHasherTests
{
    private static readonly DateTime Past = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    public static IEnumerable<object[]> Changes =>
    [
        ["a file's content", (TemporaryContext c) => c.Write("src/a", "longer than before")],
        ["a new file", (TemporaryContext c) => c.Write("src/new", "")],
        ["a new directory", (TemporaryContext c) => { Directory.CreateDirectory(c.PathOf("src/new")); }],
        ["a deleted file", (TemporaryContext c) => File.Delete(c.PathOf("src/a"))],
        ["a renamed file", (TemporaryContext c) => File.Move(c.PathOf("src/a"), c.PathOf("src/z"))],
        ["a renamed directory", (TemporaryContext c) => Directory.Move(c.PathOf("src/dir"), c.PathOf("src/other"))],
        ["two files that change places", (TemporaryContext c) => Swap(c)],
        ["a file that becomes a directory", (TemporaryContext c) =>
        {
            File.Delete(c.PathOf("src/empty"));
            Directory.CreateDirectory(c.PathOf("src/empty"));
        }],
    ];

    [TestMethod]
    [DynamicData(nameof(Changes))]
    public void A_change_changes_the_digest_and_undoing_it_brings_it_back(string what, object change)
    {
        using var context = new TemporaryContext("src/a", "src/b", "src/dir/c");
        context.Write("src/empty", "");
        string before = context.Digest("", Read("src"));

        ((Action<TemporaryContext>)change)(context);
        string after = context.Digest("", Read("src"));
        Directory.Delete(context.PathOf("src"), recursive: true);
        foreach (string file in new[] { "src/a", "src/b", "src/dir/c" })
            context.Write(file, file);
        context.Write("src/empty", "");

        Assert.AreNotEqual(before, after, what);
        Assert.AreEqual(before, context.Digest("", Read("src")), what);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("src/a")]
    [DataRow("src/dir")]
    [UnsupportedOSPlatform("windows")]
    public void Permissions_count(string path)
    {
        using var context = new TemporaryContext("src/a", "src/dir/c");
        string before = context.Digest("", Read("src"));

        File.SetUnixFileMode(context.PathOf(path), File.GetUnixFileMode(context.PathOf(path)) ^ UnixFileMode.OtherExecute);

        Assert.AreNotEqual(before, context.Digest("", Read("src")));
    }

    [TestMethod]
    public void Times_do_not_count()
    {
        using var context = new TemporaryContext("src/a", "src/dir/c");
        string before = context.Digest("", Read("src"));

        File.SetLastWriteTimeUtc(context.PathOf("src/a"), Past);
        Directory.SetLastWriteTimeUtc(context.PathOf("src/dir"), Past);

        Assert.AreEqual(before, context.Digest("", Read("src")));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void An_edit_of_the_same_size_whose_time_was_put_back_is_noticed()
    {
        using var context = new TemporaryContext();
        context.Write("a", "one");
        File.SetLastWriteTimeUtc(context.PathOf("a"), Past);
        string before = context.Digest("", Read("."));

        using (FileStream file = File.OpenWrite(context.PathOf("a")))
            file.Write("two"u8);
        File.SetLastWriteTimeUtc(context.PathOf("a"), Past);

        Assert.AreNotEqual(before, context.Digest("", Read(".")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void The_text_of_a_symbolic_link_counts_and_what_it_points_to_does_not()
    {
        using var context = new TemporaryContext("src/a", "target");
        context.Link("src/link", "../target");
        string before = context.Digest("", Read("src"));

        context.Write("target", "changed");
        string targetChanged = context.Digest("", Read("src"));
        File.Delete(context.PathOf("src/link"));
        context.Link("src/link", ".././target");
        string textChanged = context.Digest("", Read("src"));
        File.Delete(context.PathOf("src/link"));
        context.Write("src/link", "../target");
        string becameFile = context.Digest("", Read("src"));

        Assert.AreEqual(before, targetChanged);
        Assert.AreNotEqual(before, textChanged);
        Assert.AreNotEqual(before, becameFile);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void What_a_source_reaches_through_a_link_counts()
    {
        using var context = new TemporaryContext("real/file");
        context.Link("link", "real");
        string before = context.Digest("", Read("link/file"));

        context.Write("real/file", "changed");

        Assert.AreNotEqual(before, context.Digest("", Read("link/file")));
    }

    [TestMethod]
    public void Files_that_are_ignored_or_that_no_read_reaches_do_not_count()
    {
        using var context = new TemporaryContext("src/a", "src/obj/b", "docs/c");
        string before = context.Digest("**/obj", Read("src"), Read("*.txt"));

        context.Write("src/obj/b", "changed");
        context.Write("src/obj/new", "");
        context.Write("docs/c", "changed");

        Assert.AreEqual(before, context.Digest("**/obj", Read("src"), Read("*.txt")));
    }

    [TestMethod]
    public void Equal_contexts_in_different_places_have_equal_digests()
    {
        using var one = new TemporaryContext("src/a", "src/dir/c");
        using var other = new TemporaryContext("src/dir/c", "src/a");

        Assert.AreEqual(one.Digest("", ContextRead.Everything), other.Digest("", ContextRead.Everything));
    }

    [TestMethod]
    public void Names_and_contents_cannot_be_mistaken_for_each_other()
    {
        using var one = new TemporaryContext();
        one.Write("a", "b");
        one.Write("ab", "");
        using var other = new TemporaryContext();
        other.Write("a", "");
        other.Write("ab", "b");

        Assert.AreNotEqual(one.Digest("", Read(".")), other.Digest("", Read(".")));
    }

    [TestMethod]
    public void Without_reads_nothing_is_touched_and_the_digest_is_constant()
    {
        string nowhere = Path.Combine(Path.GetTempPath(), "imagesdk-no-such-context");

        ContextHashResult result = ContextHasher.Hash(nowhere, IgnoreFile.None, [], Path.Combine(nowhere, "cache"));

        Assert.AreEqual(ContextHasher.Hash(Path.GetTempPath(), IgnoreFile.None, []).Digest, result.Digest);
        Assert.IsEmpty(result.Diagnostics);
        Assert.IsFalse(Directory.Exists(nowhere));
    }

    [TestMethod]
    public void Files_and_bytes_are_counted()
    {
        using var context = new TemporaryContext();
        context.Write("a", "12345");
        context.Write("dir/b", "678");

        ContextHashResult result = context.Hash("", Read("."));

        Assert.AreEqual((2, 8L), (result.FileCount, result.TotalBytes));
        StringAssert.Matches(result.Digest, new("^sha256:[0-9a-f]{64}$"));
    }

    private static void Swap(TemporaryContext context)
    {
        context.Write("src/a", "src/b");
        context.Write("src/b", "src/a");
    }
}
