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
    [DataRow("osx-arm64", "osx/arm64", "osx/arm64", "'osx-arm64' is not a platform of images: containers run Linux and Windows only, and 'osx' is neither. Did you mean linux-arm64? Write")]
    [DataRow("linux-x64;any", "linux/amd64;any", "linux/amd64;any", "'any' is not a platform of images: containers run Linux and Windows only, and 'any' is neither. Write")]
    [DataRow("foo-x64", "foo/amd64", "foo/amd64", "'foo-x64' is not a platform of images: containers run Linux and Windows only, and 'foo' is neither. Did you mean linux-x64? Write")]
    [DataRow("linux-riscv46", "linux/riscv46", "linux/riscv46", "'linux-riscv46' is not a platform of images: 'riscv46' is not a known architecture. Did you mean riscv64? Write")]
    [DataRow("linux-musl-x46", "linux/x46", "linux/x46", "'x46' is not a known architecture. Did you mean x64? Write")]
    [DataRow("win-sparc", "windows/sparc", "windows/sparc", "'sparc' is not a known architecture. Write")]
    [DataRow("linux-bionic-arm64", "linux/bionic/arm64", "linux/bionic/arm64", "'linux-bionic-arm64' is not a platform of images: containers run Linux and Windows only, and 'linux-bionic' is neither. Did you mean linux-arm64?")]
    [DataRow("ubuntu.22.04-x64", "ubuntu.22.04/amd64", "ubuntu.22.04/amd64", "'ubuntu.22.04-x64' is not a platform of images: containers run Linux and Windows only, and 'ubuntu.22.04' is neither. Did you mean linux-x64?")]
    [DataRow("linux-arm64", "linux/arm64", "linux/amd64", "'linux-arm64' asks for linux/arm64, and ImagePlatforms for linux/amd64")]
    public void A_runtime_identifier_is_a_platform_of_images_or_an_error_at_the_project(string runtimes, string platforms, string imagePlatforms, string message)
    {
        var wrong = RuntimePlatforms.Check("/x/app.imageproj", Split(runtimes), Split(platforms), Split(imagePlatforms)).ToList();

        Assert.AreEqual(message.Length == 0 ? "" : "IMG0016 /x/app.imageproj", string.Join(' ', wrong.Select(w => $"{w.Descriptor.Code} {w.Location.File}")));
        if (message.Length > 0) StringAssert.Contains(wrong[0].Message, message);
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries);
}
