using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class PlatformNamesTests
{
    [TestMethod]
    [DataRow("linux/amd46", "'amd46' is not a known architecture. Did you mean amd64?")]
    [DataRow("linux/rm64", "'rm64' is not a known architecture. Did you mean arm64?")]
    [DataRow("linus/amd64", "'linus' is not a known operating system. Did you mean linux?")]
    [DataRow("linux/something-else", "'something-else' is not a known architecture.")]
    [DataRow("linux/amd64", null)]
    [DataRow("linux/arm/v7", null)]
    [DataRow("linux/x86_64", null)]
    [DataRow("aarch64", null)]
    [DataRow("linux/riscv64", null)]
    [DataRow("windows(10.0.17763.6054)/amd64", null)]
    [DataRow("wasi/wasm", null)]
    [DataRow("freebsd/amd64", null)]
    public void A_platform_that_no_registry_has_is_told_with_the_nearest_that_one_may_have(string platform, string? message) =>
        Assert.AreEqual(message, PlatformNames.FindUnknown(Platform.Parse(platform)));
}
