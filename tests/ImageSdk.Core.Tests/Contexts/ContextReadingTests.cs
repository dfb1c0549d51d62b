using System.Diagnostics;
using ImageSdk.Contexts;
using ImageSdk.Dockerfiles;
using static ImageSdk.Tests.Contexts.TemporaryContext;

namespace ImageSdk.Tests.Contexts;

[TestClass]
public sealed class ContextReadingTests
{
    [TestMethod]
    public void A_file_larger_than_the_buffer_counts_to_its_last_byte()
    {
        using var context = new TemporaryContext();
        byte[] content = new byte[1_000_003];
        File.WriteAllBytes(context.PathOf("large"), content);
        string before = context.Digest("", Read("."));

        content[^1] = 1;
        File.WriteAllBytes(context.PathOf("large"), content);

        Assert.AreNotEqual(before, context.Digest("", Read(".")));
    }

    [TestMethod]
    public void A_file_that_cannot_be_read_is_an_error_with_its_path()
    {
        using var context = new TemporaryContext("a", "b");
        // Held open for itself alone: that stops even a superuser, who reads what file modes forbid.
        using var held = new FileStream(context.PathOf("a"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        ContextHashResult result = context.Hash("", Read("."));
        ContextHashResult ignoring = context.Hash("a", Read("."));

        Assert.AreEqual(context.PathOf("a"), result.Diagnostics.Single().Location.File);
        Assert.AreEqual("IMG1007", result.Diagnostics.Single().Descriptor.Code);
        Assert.IsEmpty(ignoring.Diagnostics, "What is ignored is not even looked into.");
    }

    [TestMethod]
    public void A_file_that_keeps_changing_fails_nothing()
    {
        using var context = new TemporaryContext("a", "b");
        using var stop = new CancellationTokenSource();
        Task writer = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                if (i % 10 == 9)
                    File.Delete(context.PathOf("a"));
                else
                    File.WriteAllText(context.PathOf("a"), new string('x', i % 1000));
            }
        });

        for (var watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < 300;)
            Assert.IsGreaterThanOrEqualTo(1, context.Hash("", Read(".")).FileCount);
        stop.Cancel();
        writer.Wait();
    }

    [TestMethod]
    public void A_cancelled_hash_ends()
    {
        using var context = new TemporaryContext("a");

        Assert.ThrowsExactly<OperationCanceledException>(() => ContextHasher.Hash(
            context.Root, IgnoreFile.None, [ContextRead.Everything], cancellationToken: new CancellationToken(canceled: true)));
    }
}
