namespace ImageSdk.Core.Tests.Analysis;

/// <summary>How often the analysis is right about Dockerfiles as people write them.</summary>
[TestClass]
public sealed class RealisticImageTests
{
    private static readonly IReadOnlyList<string> Wanted = [.. RealisticImage.All.SelectMany(image => image.Wanted())];

    private static readonly IReadOnlyList<string> Found = [.. RealisticImage.All.SelectMany(image => image.Found())];

    [TestMethod]
    public void There_are_enough_Dockerfiles() => Assert.IsGreaterThanOrEqualTo(40, RealisticImage.All.Count);

    [TestMethod]
    public void At_least_95_of_100_warnings_are_right()
    {
        var wrong = Found.Where(finding => !Wanted.Contains(finding)).ToList();

        Assert.IsLessThanOrEqualTo(Found.Count * 5 / 100, wrong.Count, $"{wrong.Count} of {Found.Count} warnings are wrong:\n{string.Join('\n', wrong)}");
    }

    [TestMethod]
    public void At_least_95_of_100_wanted_warnings_are_found()
    {
        var missed = Wanted.Where(finding => !Found.Contains(finding)).ToList();

        Assert.IsLessThanOrEqualTo(Wanted.Count * 5 / 100, missed.Count, $"{missed.Count} of {Wanted.Count} wanted warnings are missing:\n{string.Join('\n', missed)}");
    }
}
