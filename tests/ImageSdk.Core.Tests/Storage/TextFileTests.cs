using System.Text;
using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Diagnostics;
using ImageSdk.Generation.Requirements;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.Records;
using ImageSdk.Storage;
using OperatingSystems = Microsoft.VisualStudio.TestTools.UnitTesting.OperatingSystems;

namespace ImageSdk.Core.Tests.Storage;

/// <summary>Only regular files are read, and only up to a size. A reader that opened one of the others would never come back.</summary>
[TestClass]
public sealed class TextFileTests
{
    private static readonly Dictionary<string, Func<string, string>> Unusable = new()
    {
        ["is a FIFO"] = SpecialFile.Fifo,
        ["is a socket"] = SpecialFile.Socket,
        ["is a device"] = SpecialFile.Device,
        ["is larger than 16 MiB"] = SpecialFile.Huge,
        ["is a directory"] = path => Directory.CreateDirectory(path).FullName,
    };

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void What_is_no_text_file_is_said_and_not_opened()
    {
        using var folder = new TemporaryFolder();
        foreach (var (problem, make) in Unusable)
        {
            var path = make(Path.Combine(folder.Path, Guid.NewGuid().ToString("N")));

            var error = Assert.ThrowsExactly<UnusableFileException>(() => TextFile.Read(path));

            Assert.AreEqual(path, error.Path);
            StringAssert.StartsWith(error.Message, $"'{path}' {problem}");
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void What_earlier_builds_left_is_not_there_when_it_is_no_text_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var make in Unusable.Values)
        {
            var path = make(Path.Combine(folder.Path, Guid.NewGuid().ToString("N")));

            Assert.IsNull(RecordFile.TryReadImage(path));
            Assert.IsNull(RecordFile.TryReadPublish(path));
            Assert.IsNull(ImagePlan.TryRead(path));
            Assert.IsNull(FactsFile.TryRead(path));
            Assert.IsNull(new SourceFiles().Find(path));
            Assert.IsEmpty(ParentTriggers.Read(path, ""));
            Assert.IsFalse(HashCache.Load(path, folder.Path).TryGet("a", default, out _));
            if (Directory.Exists(path)) continue;

            Assert.IsTrue(AtomicFile.WriteIfDifferent(path, "{}"));
            Assert.AreEqual("{}", File.ReadAllText(path));
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void What_people_write_is_named_when_it_is_no_text_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var (problem, make) in Unusable.SkipLast(1))
        {
            var context = Directory.CreateDirectory(Path.Combine(folder.Path, Guid.NewGuid().ToString("N"))).FullName;
            var ignore = Assert.ThrowsExactly<DiagnosticException>(() => IgnoreFile.Load(Path.GetDirectoryName(make(Path.Combine(context, ".dockerignore")))!));
            var images = Assert.ThrowsExactly<DiagnosticException>(() => LockFileStore.Read(make(Path.Combine(context, "images.lock.json"))));
            Assert.ThrowsExactly<UnusableFileException>(() => RequirementInput.Read(make(Path.Combine(context, "requirements.txt"))));
            Assert.ThrowsExactly<UnusableFileException>(() => RequirementLockFile.TryRead(make(Path.Combine(context, "requirements.lock"))));

            StringAssert.Contains(ignore.Diagnostics.Single().Message, problem);
            StringAssert.Contains(images.Diagnostics.Single().Message, problem);
        }
    }

    [TestMethod]
    public void A_file_has_the_text_that_its_byte_order_mark_says()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("text");
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            File.WriteAllText(path, "FROM é\r\nRUN x\n\ny", encoding);

            Assert.AreEqual("FROM é\r\nRUN x\n\ny", TextFile.Read(path));
            CollectionAssert.AreEqual(new[] { "FROM é", "RUN x", "", "y" }, TextFile.ReadLines(path).ToArray());
        }

        File.WriteAllBytes(path, [(byte)'a', 0xFF, (byte)'b']);
        Assert.AreEqual("a\uFFFDb", TextFile.Read(path));
    }

    [TestMethod]
    public void A_file_of_any_size_is_read_whole()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("text");
        foreach (var size in (int[])[0, 1, 4095, 4096, 1_000_001])
        {
            File.WriteAllBytes(path, [.. Enumerable.Range(0, size).Select(i => (byte)i)]);

            CollectionAssert.AreEqual(File.ReadAllBytes(path), TextFile.ReadBytes(path, 1_000_001));
        }

        Assert.ThrowsExactly<UnusableFileException>(() => TextFile.ReadBytes(path, 1_000_000));
        Assert.ThrowsExactly<FileNotFoundException>(() => TextFile.Read(path + "-"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_file_without_a_length_is_read_whole() =>
        Assert.AreEqual(File.ReadAllText("/proc/self/limits"), TextFile.Read("/proc/self/limits"));
}
