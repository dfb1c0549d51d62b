using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class RuntimePlatformsTests
{
    [TestMethod]
    [DataRow("linux-x64;linux-arm64", "linux/amd64;linux/arm64", "linux/amd64;linux/arm64", "")]
    [DataRow("linux-arm64", "linux/arm64", "linux/arm64/v8", "")]
    [DataRow("win-x64", "windows/amd64", "windows/amd64", "")]
    [DataRow("", "", "linux/amd64", "")]
    [DataRow("osx-arm64", "osx/arm64", "osx/arm64", "'osx-arm64' is no platform of images")]
    [DataRow("linux-x64;any", "linux/amd64;any", "linux/amd64;any", "'any' is no platform of images")]
    [DataRow("linux-bionic-arm64", "linux/bionic/arm64", "linux/bionic/arm64", "'linux-bionic-arm64' is no platform of images")]
    [DataRow("ubuntu.22.04-x64", "ubuntu.22.04/amd64", "ubuntu.22.04/amd64", "'ubuntu.22.04-x64' is no platform of images")]
    [DataRow("linux-arm64", "linux/arm64", "linux/amd64", "'linux-arm64' asks for linux/arm64, and ImagePlatforms for linux/amd64")]
    public void A_runtime_identifier_is_a_platform_of_images_or_an_error_at_the_project(string runtimes, string platforms, string imagePlatforms, string message)
    {
        var wrong = RuntimePlatforms.Check("/x/app.imageproj", Split(runtimes), Split(platforms), Split(imagePlatforms)).ToList();

        Assert.AreEqual(message.Length == 0 ? "" : "IMG0016 /x/app.imageproj", string.Join(' ', wrong.Select(w => $"{w.Descriptor.Code} {w.Location.File}")));
        if (message.Length > 0) StringAssert.Contains(wrong[0].Message, message);
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries);
}
