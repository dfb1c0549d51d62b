using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class ImageDigestTests
{
    [TestMethod]
    [DataRow("sha256", 64)]
    [DataRow("sha384", 96)]
    [DataRow("sha512", 128)]
    public void A_digest_has_an_algorithm_and_its_number_of_digits(string algorithm, int digits)
    {
        var hex = new string('a', digits);

        Assert.IsTrue(ImageDigest.TryParse($"{algorithm}:{hex}", out var digest));
        Assert.AreEqual(algorithm, digest.Algorithm);
        Assert.AreEqual(hex, digest.Hex);
        Assert.AreEqual($"{algorithm}:{hex}", digest.ToString());
        Assert.AreEqual(digest, ImageDigest.Parse($"{algorithm}:{hex}"));
        Assert.IsFalse(ImageDigest.TryParse($"{algorithm}:{hex}a", out _));
        Assert.IsFalse(ImageDigest.TryParse($"{algorithm}:{hex[1..]}", out _));
        Assert.IsFalse(ImageDigest.TryParse($"{algorithm}:{hex[1..]}A", out _));
        Assert.IsFalse(ImageDigest.TryParse($"{algorithm}:{hex[1..]}g", out _));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("sha256")]
    [DataRow(":aaaa")]
    [DataRow("md5:aaaa")]
    [DataRow("SHA256:aaaa")]
    public void What_is_not_a_digest_is_refused_with_the_reason(string? text)
    {
        Assert.IsFalse(ImageDigest.TryParse(text, out var digest, out var error));
        Assert.IsNull(digest);
        Assert.Contains("is not a digest", error);
        Assert.ThrowsExactly<FormatException>(() => ImageDigest.Parse(text!));
    }
}
