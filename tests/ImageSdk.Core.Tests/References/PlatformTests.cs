using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class PlatformTests
{
    [TestMethod]
    [DataRow("linux/amd64", "linux/amd64")]
    [DataRow("linux/x86_64", "linux/amd64")]
    [DataRow("linux/x86-64", "linux/amd64")]
    [DataRow("Linux/AMD64", "linux/amd64")]
    [DataRow("linux/amd64/v1", "linux/amd64")]
    [DataRow("linux/amd64/v3", "linux/amd64/v3")]
    [DataRow("linux/aarch64", "linux/arm64")]
    [DataRow("linux/arm64/v8", "linux/arm64")]
    [DataRow("linux/arm64/8", "linux/arm64")]
    [DataRow("linux/arm64/v9", "linux/arm64/v9")]
    [DataRow("linux/arm", "linux/arm/v7")]
    [DataRow("linux/arm/7", "linux/arm/v7")]
    [DataRow("linux/arm/6", "linux/arm/v6")]
    [DataRow("linux/arm/v5", "linux/arm/v5")]
    [DataRow("linux/armhf", "linux/arm/v7")]
    [DataRow("linux/armel", "linux/arm/v6")]
    [DataRow("linux/i386", "linux/386")]
    [DataRow("macos/arm64", "darwin/arm64")]
    [DataRow("windows(10.0.17763.6054)/amd64", "windows(10.0.17763.6054)/amd64")]
    [DataRow("amd64", "linux/amd64")]
    [DataRow("aarch64", "linux/arm64")]
    [DataRow("linux/future", "linux/future")]
    public void Every_spelling_of_a_platform_has_one_normal_form(string text, string normal)
    {
        Assert.IsTrue(Platform.TryParse(text, out var platform, out var error), error);
        Assert.AreEqual(normal, platform.ToString());
        Assert.AreEqual(platform, Platform.Parse(normal));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("linux")]
    [DataRow("--rm")]
    [DataRow("linux/")]
    [DataRow("/amd64")]
    [DataRow("linux/amd64/v1/x")]
    [DataRow("linux/amd 64")]
    [DataRow("linux/*")]
    [DataRow("linux/-x")]
    [DataRow("linux,linux/amd64")]
    [DataRow("windows(/amd64")]
    [DataRow("windows()/amd64")]
    public void What_is_not_a_platform_is_refused(string? text)
    {
        Assert.IsFalse(Platform.TryParse(text, out var platform, out var error));
        Assert.IsNull(platform);
        Assert.Contains("not a platform", error);
    }

    [TestMethod]
    [DataRow("linux/amd64", "linux/x86_64", true)]
    [DataRow("linux/arm64", "linux/arm64/v8", true)]
    [DataRow("linux/arm", "linux/arm/v6", false)]
    [DataRow("linux/amd64", "linux/arm64", false)]
    [DataRow("linux/amd64", "windows/amd64", false)]
    [DataRow("windows/amd64", "windows(10.0.17763.1)/amd64", true)]
    [DataRow("windows(10.0.17763.1)/amd64", "windows(10.0.20348.1)/amd64", false)]
    [DataRow("windows(10.0.17763.1)/amd64", "windows/amd64", false)]
    public void A_platform_matches_the_images_made_for_it(string wanted, string image, bool matches) =>
        Assert.AreEqual(matches, Platform.Parse(wanted).Matches(Platform.Parse(image)));

    [TestMethod]
    public void Empty_parts_of_a_manifest_count_as_absent() =>
        Assert.AreEqual(Platform.Parse("linux/amd64"), Platform.Create("linux", "amd64", "", ""));
}
