using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Tests;

[TestClass]
public class A_series
{
    [TestMethod]
    [DataRow(new[] { 3.0, 1.0, 2.0 }, 2.0)]
    [DataRow(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    [DataRow(new[] { 7.0 }, 7.0)]
    public void has_a_median_whatever_the_order(double[] seconds, double median)
    {
        var series = new Series();
        foreach (var second in seconds) series.Add(new Measurement(second, 0, 0));

        Assert.AreEqual(median, series.Median);
        Assert.AreEqual(seconds.Min(), series.Minimum);
        Assert.AreEqual(seconds.Max(), series.Maximum);
    }
}
