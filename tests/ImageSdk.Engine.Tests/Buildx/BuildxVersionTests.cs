using ImageSdk.Engine.Buildx;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxVersionTests
{
    [TestMethod]
    [DataRow("github.com/docker/buildx v0.13.0 abcdef0", "0.13.0")]
    [DataRow("github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4", "0.29.1")]
    [DataRow("github.com/docker/buildx v0.30.0-rc1 abcdef0", "0.30.0")]
    [DataRow("github.com/docker/buildx unknown", null)]
    public void The_number_is_found_among_the_words_of_a_distribution(string answer, string? expected) =>
        Assert.AreEqual(expected, BuildxVersion.Read(answer)?.ToString());
}
