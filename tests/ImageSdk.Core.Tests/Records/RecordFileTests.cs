using ImageSdk.Records;

namespace ImageSdk.Core.Tests.Records;

[TestClass]
public sealed class RecordFileTests
{
    private static string Digest(string digit) => "sha256:" + string.Concat(Enumerable.Repeat(digit, 64));

    private static readonly ImageRecord Image = new()
    {
        Name = "app",
        Reference = "localhost:5000/x/app:1",
        Tags = ["localhost:5000/x/app:1", "localhost:5000/x/app:latest"],
        Digest = Digest("d"),
        Platforms = ["linux/amd64"],
        Size = 5_000_000_000,
        Layers = [new ImageLayer("sha256:l", 5_000_000_000, "RUN echo \"<é>\" && true")],
        Steps = [new BuildStep("[1/2] FROM base", 0.123, true)],
        Duration = 1.5,
        PlanHash = "h",
        Builder = "default",
    };

    private static readonly PublishRecord Published = new()
    {
        Name = "app",
        Reference = "localhost:5000/x/app:1@" + Digest("d"),
        Tags = ["localhost:5000/x/app:1"],
        Digest = Digest("d"),
        Platforms = new Dictionary<string, string> { ["linux/amd64"] = Digest("a") },
        PlanHash = "h",
    };

    [TestMethod]
    public void What_is_written_is_read()
    {
        using var directory = new TemporaryRecord();
        RecordFile.Write(directory.Path, Image);
        var text = File.ReadAllText(directory.Path);

        RecordFile.Write(directory.Path, RecordFile.TryReadImage(directory.Path)!);

        Assert.AreEqual(text, File.ReadAllText(directory.Path));
        StringAssert.Contains(text, "RUN echo \\\"<é>\\\" && true");

        RecordFile.Write(directory.Path, Published);
        Assert.AreEqual(Digest("a"), RecordFile.TryReadPublish(directory.Path)!.Platforms["linux/amd64"]);
    }

    [TestMethod]
    public void A_layout_is_found_beside_the_record_wherever_both_are_moved()
    {
        using var directory = new TemporaryRecord();
        var root = System.IO.Path.GetDirectoryName(directory.Path)!;
        var (before, after) = (Directory.CreateDirectory(System.IO.Path.Combine(root, "before/bin")), System.IO.Path.Combine(root, "after"));
        RecordFile.Write(System.IO.Path.Combine(before.FullName, "r.json"), Image with { Layout = System.IO.Path.Combine(root, "before", "obj", "x") });

        Directory.Move(before.Parent!.FullName, after);

        Assert.AreEqual(System.IO.Path.Combine(after, "obj", "x"), RecordFile.TryReadImage(System.IO.Path.Combine(after, "bin", "r.json"))!.Layout);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("{\"name\":\"app\"}")]
    [DataRow("{\"name\":1}")]
    public void What_is_no_record_is_none(string text)
    {
        using var directory = new TemporaryRecord();
        Assert.IsNull(RecordFile.TryReadImage(directory.Path), "no file");
        File.WriteAllText(directory.Path, text);

        Assert.IsNull(RecordFile.TryReadImage(directory.Path));
        Assert.IsNull(RecordFile.TryReadPublish(directory.Path));
    }

    [TestMethod]
    public void A_property_of_a_later_version_is_passed_over()
    {
        using var directory = new TemporaryRecord();
        RecordFile.Write(directory.Path, Published);
        File.WriteAllText(directory.Path, File.ReadAllText(directory.Path).Replace("\"name\":", "\"new\": {}, \"name\":", StringComparison.Ordinal));

        Assert.AreEqual("app", RecordFile.TryReadPublish(directory.Path)!.Name);
    }

    [TestMethod]
    public void Nothing_is_left_beside_a_record()
    {
        using var directory = new TemporaryRecord();
        RecordFile.Write(directory.Path, Image);
        RecordFile.Write(directory.Path, Image with { Digest = Digest("e") });

        Assert.AreEqual(Digest("e"), RecordFile.TryReadImage(directory.Path)!.Digest);
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(directory.Path)!));
    }

    private sealed class TemporaryRecord : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("imagesdk-record-").FullName;

        public string Path => System.IO.Path.Combine(_directory, "app.image.json");

        public void Dispose() => Directory.Delete(_directory, recursive: true);
    }
}
