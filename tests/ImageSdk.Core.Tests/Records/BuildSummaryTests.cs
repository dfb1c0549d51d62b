using ImageSdk.Records;

namespace ImageSdk.Core.Tests.Records;

[TestClass]
public sealed class BuildSummaryTests
{
    private static readonly BuildStep Run = new("[2/3] RUN make", 1, Cached: false);
    private static readonly BuildStep Cached = new("[1/3] RUN apt", 0, Cached: true);

    [TestMethod]
    public void What_became_of_images_is_counted_and_what_did_not_happen_is_left_out()
    {
        ImageOutcome[] images =
        [
            Built("base", 4, size: 10_000_000, previous: 0), Other("a", ImageState.UpToDate), Other("b", ImageState.Failed, "base"),
            Other("c", ImageState.NotStarted, "b"), Other("d", ImageState.UpToDate), Other("d", ImageState.UpToDate),
        ];

        Assert.AreEqual(
            "5 images: 1 built, 2 up to date, 1 failed, 1 not started; RUN: 1 run, 1 cached; 4.0 s of builds; 10 MB",
            new BuildSummary(images).ToString());
        Assert.AreEqual("1 image: 1 up to date", new BuildSummary([Other("a", ImageState.UpToDate)]).ToString());
    }

    [TestMethod]
    public void The_critical_path_goes_through_images_that_were_not_built()
    {
        var summary = new BuildSummary(
        [
            Built("leaf", 3, 0, 0, "middle", "quick"), Other("middle", ImageState.UpToDate, "base"), Built("base", 5, 0, 0), Built("quick", 1, 0, 0),
            Built("alone", 7, 0, 0),
        ]);

        CollectionAssert.AreEqual(new[] { "base", "leaf" }, summary.CriticalPath.Images.ToList());
        Assert.AreEqual(8, summary.CriticalPath.Seconds);
        Assert.AreEqual(16, summary.Seconds);
        StringAssert.EndsWith(summary.ToString(), "; 16.0 s of builds, critical path 8.0 s (base > leaf)");
    }

    [TestMethod]
    public void A_circle_of_references_has_an_end()
    {
        var summary = new BuildSummary([Built("a", 1, 0, 0, "b"), Built("b", 1, 0, 0, "a")]);

        Assert.AreEqual(2, summary.CriticalPath.Seconds);
    }

    [TestMethod]
    public void What_images_share_counts_once()
    {
        var @base = Built("base", 1, size: 30_000_000, previous: 20_000_000);
        var child = Built("child", 1, size: 35_000_000, previous: 26_000_000, "base");
        child = child with { Record = child.Record! with { Layers = [.. @base.Record!.Layers, new ImageLayer("sha256:child", 5_000_000, "")] } };

        var summary = new BuildSummary([child, @base]);

        Assert.AreEqual(35_000_000, summary.Size);
        Assert.AreEqual(9_000_000, summary.SizeChange);
        StringAssert.EndsWith(summary.ToString(), "; 35 MB, +9 MB");
    }

    [TestMethod]
    public void An_image_that_no_longer_stands_on_its_parent_has_its_own_change()
    {
        var summary = new BuildSummary([Built("base", 1, size: 30, previous: 20), Built("child", 1, size: 40, previous: 45, "base")]);

        Assert.AreEqual(5, summary.SizeChange);
        Assert.AreEqual(-5, new BuildSummary([Built("child", 1, size: 40, previous: 45)]).SizeChange);
    }

    [TestMethod]
    [DataRow(0, "0 B")]
    [DataRow(999, "999 B")]
    [DataRow(1000, "1 kB")]
    [DataRow(1234, "1.23 kB")]
    [DataRow(-98_765_432, "-98.8 MB")]
    [DataRow(999_999, "1 MB")]
    [DataRow(123_456_789_012, "123 GB")]
    [DataRow(long.MinValue, "-9.22 EB")]
    public void Sizes_have_three_digits(long bytes, string text) => Assert.AreEqual(text, ByteSize.Format(bytes));

    private static ImageOutcome Built(string name, double seconds, long size, long previous, params string[] references) =>
        new(name, name, ImageState.Built, references, new ImageRecord
        {
            Name = name, Reference = name, Tags = [name], Digest = "sha256:d", Platforms = ["linux/amd64"], PlanHash = "h", Builder = "default",
            Duration = seconds, Size = size, PreviousSize = previous, Steps = [new BuildStep("[context base] load", 0, Cached: false), Cached, Run],
            Layers = size == 0 ? [] : [new ImageLayer("sha256:" + name, size, "")],
        });

    private static ImageOutcome Other(string name, ImageState state, params string[] references) => new(name, name, state, references, null);
}
