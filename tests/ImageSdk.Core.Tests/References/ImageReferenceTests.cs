using CsCheck;
using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class ImageReferenceTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestMethod]
    [DataRow("python", "docker.io/library/python", "python")]
    [DataRow("python:3.11-slim", "docker.io/library/python:3.11-slim", "python:3.11-slim")]
    [DataRow("library/python:3", "docker.io/library/python:3", "python:3")]
    [DataRow("docker.io/python", "docker.io/library/python", "python")]
    [DataRow("docker.io/library/python", "docker.io/library/python", "python")]
    [DataRow("index.docker.io/python:3", "docker.io/library/python:3", "python:3")]
    [DataRow("index.docker.io/nvidia/cuda", "docker.io/nvidia/cuda", "nvidia/cuda")]
    [DataRow("nvidia/cuda:12.1.0-base", "docker.io/nvidia/cuda:12.1.0-base", "nvidia/cuda:12.1.0-base")]
    [DataRow("library/a/b", "docker.io/library/a/b", "library/a/b")]
    [DataRow("ghcr.io/astral-sh/uv:0.5", "ghcr.io/astral-sh/uv:0.5", "ghcr.io/astral-sh/uv:0.5")]
    [DataRow("localhost/app", "localhost/app", "localhost/app")]
    [DataRow("localhost:5000/app:1", "localhost:5000/app:1", "localhost:5000/app:1")]
    [DataRow("registry:5000/team/app", "registry:5000/team/app", "registry:5000/team/app")]
    [DataRow("127.0.0.1:5000/app", "127.0.0.1:5000/app", "127.0.0.1:5000/app")]
    [DataRow("[::1]/app", "[::1]/app", "[::1]/app")]
    [DataRow("[2001:DB8::1]:5000/team/app:1", "[2001:DB8::1]:5000/team/app:1", "[2001:DB8::1]:5000/team/app:1")]
    [DataRow("Host/app", "Host/app", "Host/app")]
    [DataRow("xn--n3h.com/app:xn--n3h.com", "xn--n3h.com/app:xn--n3h.com", "xn--n3h.com/app:xn--n3h.com")]
    [DataRow("a.b/c", "a.b/c", "a.b/c")]
    [DataRow("docker.io/a.b/c", "docker.io/a.b/c", "docker.io/a.b/c")]
    [DataRow("docker.io/localhost/c", "docker.io/localhost/c", "docker.io/localhost/c")]
    [DataRow("a_b/c__d/e-f/g---h/i.j", "docker.io/a_b/c__d/e-f/g---h/i.j", "a_b/c__d/e-f/g---h/i.j")]
    [DataRow("app:5000", "docker.io/library/app:5000", "app:5000")]
    [DataRow("app:_T.a-G_", "docker.io/library/app:_T.a-G_", "app:_T.a-G_")]
    [DataRow("app@sha256:" + Hex, "docker.io/library/app@sha256:" + Hex, "app@sha256:" + Hex)]
    [DataRow("app:1@sha256:" + Hex, "docker.io/library/app:1@sha256:" + Hex, "app:1@sha256:" + Hex)]
    [DataRow(Hex + ":1", "docker.io/library/" + Hex + ":1", Hex + ":1")]
    [DataRow("docker.io/" + Hex, "docker.io/library/" + Hex, "docker.io/library/" + Hex)]
    public void A_name_is_read_as_Docker_reads_it(string text, string canonical, string familiar)
    {
        Assert.IsTrue(ImageReference.TryParse(text, out var reference, out var error), error);
        Assert.AreEqual(canonical, reference.ToString());
        Assert.AreEqual(familiar, reference.Familiar);
    }

    [TestMethod]
    [DataRow(null, "empty")]
    [DataRow("", "empty")]
    [DataRow("  ", "empty")]
    [DataRow("--privileged", "begins with a dash")]
    [DataRow("-x/app", "begins with a dash")]
    [DataRow(Hex, "image id")]
    [DataRow("https://ghcr.io/app", "registry 'https:'")]
    [DataRow("host:/app", "port number")]
    [DataRow("host:5x/app", "port number")]
    [DataRow("host:80:90/app", "port number")]
    [DataRow("-h.x/app", "begins with a dash")]
    [DataRow("h-.x/app", "begin or end with '-'")]
    [DataRow("h..x/app", "empty part in its host name")]
    [DataRow("my_host.x/app", "must not contain '_'")]
    [DataRow("[::1/app", "IPv6")]
    [DataRow("[]:1/app", "IPv6")]
    [DataRow(":80/app", "empty part in its host name")]
    [DataRow("[fe80::1%eth0]/app", "IPv6")]
    [DataRow("[::1]x/app", "port number")]
    [DataRow("user@host.x/app", "must not contain '@'")]
    [DataRow("a//b", "empty part")]
    [DataRow("a/", "empty part")]
    [DataRow("/a", "empty part")]
    [DataRow("docker.io/", "name is missing")]
    [DataRow(":tag", "name is missing")]
    [DataRow("@sha256:" + Hex, "name is missing")]
    [DataRow("a___b", "must stand between")]
    [DataRow("a..b", "must stand between")]
    [DataRow("a._b", "must stand between")]
    [DataRow("a-", "must stand between")]
    [DataRow("_a", "must stand between")]
    [DataRow("a b", "white space")]
    [DataRow("a\n", "white space")]
    [DataRow("a\0", "U+0000")]
    [DataRow("a;rm", "must not contain ';'")]
    [DataRow("$BASE", "must not contain '$'")]
    [DataRow("café", "must not contain 'é'")]
    [DataRow("a:", "tag after the colon is empty")]
    [DataRow("a:.1", "must not begin with '.'")]
    [DataRow("a:-1", "must not begin with '-'")]
    [DataRow("a:1:2", "must not contain ':'")]
    [DataRow("a:1+2", "must not contain '+'")]
    [DataRow("a:[1,2)", "must not contain '['")]
    [DataRow("a@", "not a digest")]
    [DataRow("a@sha256:12", "64 hexadecimal digits, not 2")]
    [DataRow("a@md5:" + Hex, "algorithm")]
    [DataRow("a@sha256:" + Hex + "@sha256:" + Hex, "not 136")]
    public void What_is_not_a_name_is_refused_with_the_reason(string? text, string reason)
    {
        Assert.IsFalse(ImageReference.TryParse(text, out var reference, out var error));
        Assert.IsNull(reference);
        Assert.Contains(reason, error);
        Assert.EndsWith(".", error);
    }

    [TestMethod]
    [DataRow("Python:3.11-Slim", "path 'Python' must be lower case", "write 'python:3.11-Slim'")]
    [DataRow("nvidia/CUDA", "path 'nvidia/CUDA' must be lower case", "write 'nvidia/cuda'")]
    [DataRow("ghcr.io/Team/app@sha256:" + Hex, "path 'Team/app' must be lower case", "write 'ghcr.io/team/app@sha256:" + Hex + "'")]
    public void Upper_case_in_the_path_is_refused_with_the_right_spelling(string text, string part, string suggestion)
    {
        Assert.IsFalse(ImageReference.TryParse(text, out _, out var error));
        Assert.Contains(part, error);
        Assert.Contains(suggestion, error);
    }

    [TestMethod]
    public void The_path_has_at_most_255_characters_with_the_namespace_that_Docker_adds()
    {
        Assert.IsTrue(ImageReference.TryParse("ghcr.io/" + new string('a', 255), out _, out _));
        Assert.IsFalse(ImageReference.TryParse("ghcr.io/" + new string('a', 256), out _, out var error));
        Assert.Contains("256 characters", error);
        Assert.IsTrue(ImageReference.TryParse(new string('a', 247), out _, out _));
        Assert.IsFalse(ImageReference.TryParse(new string('a', 248), out _, out _));
    }

    [TestMethod]
    public void The_tag_has_at_most_128_characters()
    {
        Assert.IsTrue(ImageReference.TryParse("a:" + new string('1', 128), out _, out _));
        Assert.IsFalse(ImageReference.TryParse("a:" + new string('1', 129), out _, out var error));
        Assert.Contains("129 characters", error);
    }

    [TestMethod]
    public void The_parts_of_a_name_are_told_apart()
    {
        var reference = ImageReference.Parse($"localhost:5000/team/app:1.2@sha256:{Hex}");

        Assert.AreEqual("localhost:5000", reference.Domain);
        Assert.AreEqual("team/app", reference.Path);
        Assert.AreEqual("localhost:5000/team/app", reference.Repository);
        Assert.AreEqual("1.2", reference.Tag);
        Assert.AreEqual("sha256", reference.Digest!.Algorithm);
        Assert.AreEqual(Hex, reference.Digest.Hex);
    }

    [TestMethod]
    public void No_tag_is_invented()
    {
        var reference = ImageReference.Parse("python");

        Assert.IsNull(reference.Tag);
        Assert.AreEqual("latest", reference.TagOrLatest);
        Assert.AreNotEqual(reference, ImageReference.Parse("python:latest"));
    }

    [TestMethod]
    public void Tag_and_digest_can_be_replaced_and_removed()
    {
        var digest = ImageDigest.Parse("sha256:" + Hex);
        var reference = ImageReference.Parse("python:3.11");

        Assert.AreEqual(ImageReference.Parse("python:3.12"), reference.WithTag("3.12"));
        Assert.AreEqual(ImageReference.Parse("python"), reference.WithTag(null));
        Assert.AreEqual(ImageReference.Parse("python:3.11@sha256:" + Hex), reference.WithDigest(digest));
        Assert.AreEqual(reference, reference.WithDigest(digest).WithDigest(null));
        Assert.ThrowsExactly<FormatException>(() => reference.WithTag("--rm"));
    }

    [TestMethod]
    public void What_was_read_reads_the_same_again_in_both_forms()
    {
        var part = Gen.OneOf("a", "b1", "x.y", "x_y", "x__y", "x--y", "library", "localhost", "docker.io", Hex);
        var text = Gen.Select(
            Gen.OneOf("", "docker.io/", "index.docker.io/", "localhost/", "ghcr.io/", "host:5000/", "[::1]:5000/", "Host/"),
            part.Array[1, 4],
            Gen.OneOf("", ":1", ":latest", ":V_1.2-x"),
            Gen.OneOf("", "@sha256:" + Hex),
            (domain, path, tag, digest) => domain + string.Join('/', path) + tag + digest);

        text.Sample(written =>
        {
            if (!ImageReference.TryParse(written, out var reference, out _))
                return;
            Assert.AreEqual(reference, ImageReference.Parse(reference.ToString()));
            Assert.AreEqual(reference, ImageReference.Parse(reference.Familiar));
            Assert.IsLessThanOrEqualTo(reference.ToString().Length, reference.Familiar.Length);
        });
    }

    [TestMethod]
    public void No_text_makes_reading_fail_in_another_way()
    {
        var text = Gen.Char["aA1._-:/@[]*, é\0\n"].Array[0, 30].Select(characters => new string(characters));

        text.Sample(written =>
        {
            var read = ImageReference.TryParse(written, out var reference, out var error);
            Assert.AreEqual(read, reference is not null);
            Assert.AreEqual(read, error is null);
        });
    }
}
