using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class ImageRequestTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestMethod]
    [DataRow("python", "docker.io/library/python:latest", "python:latest")]
    [DataRow("python:3.11-slim", "docker.io/library/python:3.11-slim", "python:3.11-slim")]
    [DataRow("python:3.11.*-slim", "docker.io/library/python:3.11.*-slim", "python:3.11.*-slim")]
    [DataRow("nvidia/cuda:12.*-base", "docker.io/nvidia/cuda:12.*-base", "nvidia/cuda:12.*-base")]
    [DataRow("python:[3.11, 3.12)-slim", "docker.io/library/python:[3.11,3.12)-slim", "python:[3.11,3.12)-slim")]
    [DataRow("localhost:5000/app:v[1,2)", "localhost:5000/app:v[1,2)", "localhost:5000/app:v[1,2)")]
    [DataRow("[::1]:5000/app:1", "[::1]:5000/app:1", "[::1]:5000/app:1")]
    [DataRow("[::1]:5000/app:*", "[::1]:5000/app:*", "[::1]:5000/app:*")]
    [DataRow("python@" + Digest, "docker.io/library/python@" + Digest, "python@" + Digest)]
    [DataRow("python:3@" + Digest, "docker.io/library/python:3@" + Digest, "python:3@" + Digest)]
    public void A_request_has_one_key_in_the_lock(string text, string key, string familiar)
    {
        Assert.IsTrue(ImageRequest.TryParse(text, out var request, out var error), error);
        Assert.AreEqual(key, request.Key);
        Assert.AreEqual(familiar, request.Familiar);
        Assert.AreEqual(request, ImageRequest.Parse(key));
        Assert.AreEqual(request, ImageRequest.Parse(familiar));
    }

    [TestMethod]
    [DataRow("", "empty")]
    [DataRow("Python:3.*", "lower case")]
    [DataRow("-x:3.*", "dash")]
    [DataRow(":3.*", "it is empty")]
    [DataRow("python:3.*.1", "must not go on")]
    [DataRow("python:3.*@" + Digest, "write one of them")]
    [DataRow("py*thon", "must not contain '*'")]
    [DataRow("https://ghcr.io/x:3.*", "registry 'https:'")]
    public void What_cannot_be_asked_for_is_refused_with_the_reason(string text, string reason)
    {
        Assert.IsFalse(ImageRequest.TryParse(text, out var request, out var error));
        Assert.IsNull(request);
        Assert.Contains(reason, error);
    }

    [TestMethod]
    public void A_range_has_no_reference_until_a_tag_is_chosen()
    {
        var request = ImageRequest.Parse("python:3.*-slim");

        Assert.IsNull(request.Reference);
        Assert.IsFalse(request.IsPinned);
        Assert.AreEqual(ImageReference.Parse("python:3.12-slim"), request.WithTag("3.12-slim"));
    }

    [TestMethod]
    public void A_digest_needs_no_lock() => Assert.IsTrue(ImageRequest.Parse("python@" + Digest).IsPinned);
}
