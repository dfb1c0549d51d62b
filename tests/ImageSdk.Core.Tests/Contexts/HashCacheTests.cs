using ImageSdk.Contexts;
using static ImageSdk.Tests.Contexts.TemporaryContext;

namespace ImageSdk.Tests.Contexts;

[TestClass]
public sealed class HashCacheTests
{
    [TestMethod]
    public void What_is_known_is_not_read_again()
    {
        using var context = new TemporaryContext("a", "b");
        string before = context.Digest("", Read("."));
        ContextEntry[] entries = Entries(context);

        // A cache that lies shows that it is believed.
        var lie = new FileContent(entries[0].Stamp, new byte[32], entries[0].Size, IsSettled: true);
        HashCache.Load(context.CacheFile, context.Root).Save(entries, [lie, default]);

        Assert.AreNotEqual(before, context.Digest("", Read(".")));
    }

    [TestMethod]
    public void A_file_that_changed_just_now_is_not_trusted_next_time()
    {
        using var context = new TemporaryContext("a");

        ContextHasher.Hash(context.Root, IgnoreFile.None, [Read(".")], context.CacheFile);
        bool young = IsKnown(context);
        context.Digest("", Read("."));

        Assert.IsFalse(young);
        Assert.IsTrue(IsKnown(context));
    }

    [TestMethod]
    [DataRow("cut")]
    [DataRow("bit")]
    [DataRow("foreign")]
    [DataRow("empty")]
    public void A_damaged_file_is_rebuilt_in_silence(string damage)
    {
        using var context = new TemporaryContext("a", "b");
        string before = context.Digest("", Read("."));
        byte[] bytes = File.ReadAllBytes(context.CacheFile);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(context.CacheFile, damage switch
        {
            "cut" => bytes[..^40],
            "bit" => bytes,
            "foreign" => "something else entirely, and long enough to hold a hash of itself"u8.ToArray(),
            _ => [],
        });

        bool isKnown = IsKnown(context);
        ContextHashResult after = context.Hash("", Read("."));

        Assert.IsFalse(isKnown);
        Assert.AreEqual(before, after.Digest);
        Assert.IsEmpty(after.Diagnostics);
        Assert.IsTrue(IsKnown(context));
    }

    [TestMethod]
    public void The_cache_of_another_directory_is_not_believed()
    {
        using var context = new TemporaryContext("a");
        context.Digest("", Read("."));

        Assert.IsFalse(HashCache.Load(context.CacheFile, context.Root + "2")
            .TryGet("a", Entries(context)[0].Stamp, out _));
    }

    [TestMethod]
    public void A_build_that_changes_nothing_does_not_write_the_file()
    {
        using var context = new TemporaryContext("a");
        context.Digest("", Read("."));
        var past = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(context.CacheFile, past);

        context.Digest("", Read("."));
        DateTime unchanged = File.GetLastWriteTimeUtc(context.CacheFile);
        File.Delete(context.PathOf("a"));
        context.Write("b", "b");
        context.Digest("", Read("."));

        Assert.AreEqual(past, unchanged);
        Assert.AreNotEqual(past, File.GetLastWriteTimeUtc(context.CacheFile));
    }

    [TestMethod]
    public void A_cache_that_cannot_be_written_fails_nothing_and_leaves_nothing_behind()
    {
        using var context = new TemporaryContext("a");
        Directory.CreateDirectory(context.CacheFile);

        ContextHashResult result = context.Hash("", Read("."));

        Assert.AreEqual(1, result.FileCount);
        Assert.HasCount(1, Directory.GetFileSystemEntries(Path.GetDirectoryName(context.CacheFile)!));
    }

    [TestMethod]
    public void Builds_at_the_same_time_do_not_disturb_each_other()
    {
        using var context = new TemporaryContext([.. Enumerable.Range(0, 50).Select(i => $"dir{i % 5}/file{i}")]);
        string expected = context.Digest("", Read("."));
        File.Delete(context.CacheFile);

        string[] digests = new string[16];
        Parallel.For(0, digests.Length, i => digests[i] = context.Digest("", Read(i % 2 == 0 ? "." : "*")));

        Assert.IsTrue(digests.All(digest => digest == expected));
        Assert.IsTrue(File.Exists(context.CacheFile));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(context.CacheFile)!));
    }

    [TestMethod]
    [DataRow("same", true)]
    [DataRow("other time", true)]
    [DataRow("other size", true)]
    [DataRow("hidden", false)]
    [DataRow("young and hidden", false)]
    public void The_transfer_key_changes_with_what_size_and_time_do_not_show(string edit, bool isSameKey)
    {
        using var context = new TemporaryContext("a", "b");
        DateTime time = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(context.PathOf("a"), time);
        string before = edit.StartsWith("young", StringComparison.Ordinal)
            ? ContextHasher.Hash(context.Root, IgnoreFile.None, [Read(".")], context.CacheFile).TransferKey
            : context.Hash("", Read(".")).TransferKey;

        if (edit != "same")
            context.Write("a", edit == "other size" ? "longer" : "x");
        if (edit != "other time")
            File.SetLastWriteTimeUtc(context.PathOf("a"), time);
        string after = context.Hash("", Read(".")).TransferKey;

        Assert.AreEqual(isSameKey, before == after);
        Assert.AreEqual(after, context.Hash("", Read(".")).TransferKey);
    }

    private static ContextEntry[] Entries(TemporaryContext context) =>
        [.. ContextSources.Find(context.Root, IgnoreFile.None, [Read(".")]).Entries];

    private static bool IsKnown(TemporaryContext context) =>
        HashCache.Load(context.CacheFile, context.Root).TryGet("a", Entries(context)[0].Stamp, out _);
}
