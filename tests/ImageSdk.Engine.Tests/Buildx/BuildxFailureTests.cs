using System.Text;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxFailureTests
{
    private const string Excerpt = "Dockerfile:3\n--------------------\n   2 |     FROM busybox\n   3 | >>> RUN x\n--------------------\n";
    private const string Push = "failed to build: failed to solve: failed to push localhost:5000/x/app:1: ";

    [TestMethod]
    [DataRow("unexpected status from HEAD request to http://localhost:5000/v2/x/app/blobs/sha256:a: 401 Unauthorized", "IMG4001")]
    [DataRow("push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", "IMG4001")]
    [DataRow("unexpected status from PUT request to https://ghcr.io/v2/x/manifests/1: 403 Forbidden", "IMG4001")]
    [DataRow("failed to do request: Head \"https://localhost:5000/v2/\": dial tcp 127.0.0.1:5000: connect: connection refused", "IMG4003")]
    [DataRow("failed to do request: Head \"https://nowhere.invalid/v2/\": dial tcp: lookup nowhere.invalid on 10.0.0.1:53: no such host", "IMG4003")]
    [DataRow("failed to do request: Put \"https://ghcr.io/v2/\": EOF", "IMG4003")]
    [DataRow("failed to do request: Put \"https://ghcr.io/v2/\": write tcp 10.0.0.2:1->10.0.0.1:443: write: connection reset by peer", "IMG4003")]
    [DataRow("failed to do request: Put \"https://ghcr.io/v2/\": net/http: TLS handshake timeout", "IMG4003")]
    [DataRow("unexpected status from POST request to https://ghcr.io/v2/x/blobs/uploads/: 503 Service Unavailable", "IMG4003")]
    [DataRow("unexpected status from POST request to https://ghcr.io/v2/x/blobs/uploads/: 429 Too Many Requests", "IMG4003")]
    public void A_push_is_refused_or_not_answered_and_the_project_is_where_to_look(string reason, string code)
    {
        var failure = Describe($"ERROR: {Push}{reason}");

        Assert.AreEqual((code, "/x/app.imageproj", 0), (failure.Descriptor.Code, failure.Location.File, failure.Location.Line));
        StringAssert.Contains(failure.Message, reason);
        StringAssert.Contains(failure.Message, "the image");
    }

    [TestMethod]
    [DataRow("unexpected status from HEAD request to http://localhost:5000/v2/x/blobs/sha256:a: 401 Unauthorized", "IMG4001")]
    [DataRow("failed to do request: Head \"https://localhost:5000/v2/\": dial tcp 127.0.0.1:5000: connect: connection refused", "IMG4003")]
    public void A_cache_that_does_not_reach_its_registry_is_told_from_the_image(string reason, string code)
    {
        var failure = Describe($"ERROR: failed to build: failed to solve: error writing layer blob: {reason}");

        Assert.AreEqual(code, failure.Descriptor.Code);
        StringAssert.Contains(failure.Message, "the cache");
    }

    [TestMethod]
    [DataRow("process \"/bin/sh -c echo failed to push: connection refused; false\" did not complete successfully: exit code: 1")]
    [DataRow("busybox:1: failed to resolve source metadata for docker.io/library/busybox:1: dial tcp: connection refused")]
    [DataRow("error writing layer blob: write /cache/blobs/sha256/a: no space left on device")]
    public void What_only_speaks_of_a_registry_is_a_failed_build(string reason)
    {
        var failure = Describe(Excerpt, $"ERROR: failed to solve: {reason}");

        Assert.AreEqual(("IMG3001", "/x/Dockerfile", 3), (failure.Descriptor.Code, failure.Location.File, failure.Location.Line));
        Assert.AreEqual(reason + ".", failure.Message);
    }

    [TestMethod]
    [DataRow("", "docker buildx failed without a message.")]
    [DataRow("something went wrong", "something went wrong.")]
    [DataRow("ERROR: failed to build: failed to solve: it broke.", "it broke.")]
    [DataRow("ERROR: one\nERROR: two", "two.")]
    public void The_reason_is_what_follows_the_last_error(string text, string message) =>
        StringAssert.StartsWith(Describe(text).Message, message);

    [TestMethod]
    [DataRow("ERROR: failed to build: network mode \"x\" not supported by buildkit")]
    [DataRow("ERROR: failed to build: failed to solve: granting entitlement network.host is not allowed by build daemon configuration")]
    [DataRow("ERROR: failed to build: failed to solve: unknown attestation type \"foo\"")]
    [DataRow("ERROR: failed to build: failed to solve: error writing layer blob: write /cache/blobs/sha256/a: no space left on device")]
    [DataRow("unknown flag: --build-context")]
    [DataRow("")]
    public void What_no_instruction_caused_is_said_at_the_project(string text)
    {
        var failure = Describe(text);

        Assert.AreEqual(("IMG3001", "/x/app.imageproj", 0), (failure.Descriptor.Code, failure.Location.File, failure.Location.Line));
        StringAssert.Contains(failure.Message, ". No instruction of the Dockerfile is at fault");
    }

    [TestMethod]
    [DataRow("", "FROM busybox:1.36", "not available for the platform of the builder. Build for a platform that it has (ImagePlatforms,")]
    [DataRow("linux/riscv64", "FROM busybox:1.36", "not available for linux/riscv64. Build for")]
    [DataRow("linux/amd64;linux/riscv64", "FROM busybox:1.36", "not available for one of linux/amd64, linux/riscv64. Build for")]
    [DataRow("linux/amd64", "FROM --platform=linux/arm/v5 busybox:1.36", "not available for linux/arm/v5. Write another --platform, or")]
    [DataRow("linux/amd64", "FROM --platform=linux/amd46 busybox:1.36", "not available for linux/amd46. 'amd46' is not a known architecture. Did you mean amd64? Write another --platform, or")]
    [DataRow("linux/amd64", "FROM --platform=$TARGETPLATFORM busybox:1.36", "not available for linux/amd64. Build for")]
    public void An_image_that_is_not_for_the_platform_leads_to_what_names_the_platform(string platforms, string instruction, string message)
    {
        var request = Requests.Of("/x/app.imageproj");
        var failure = Describe(
            request with { Plan = request.Plan with { Platforms = platforms.Split(';', StringSplitOptions.RemoveEmptyEntries) } },
            $"Dockerfile:3\n--------------------\n   2 |     # base\n   3 | >>> {instruction}\n   4 |     RUN --platform=no true\n", "ERROR: failed to solve: busybox:1.36: failed to resolve source metadata: no match for platform in manifest: not found");

        Assert.AreEqual(("/x/Dockerfile", 3), (failure.Location.File, failure.Location.Line));
        StringAssert.Contains(failure.Message, message);
    }

    [TestMethod]
    public void The_failing_step_and_its_output_are_in_the_message()
    {
        var output = Convert.ToBase64String("make: no rule\n"u8);
        var failure = Describe(
            $$"""{"vertexes":[{"digest":"a","name":"[2/2] RUN make"}],"logs":[{"vertex":"a","stream":2,"data":"{{output}}"}]}""",
            """{"vertexes":[{"digest":"a","name":"[2/2] RUN make","error":"exit code: 2"}]}""",
            Excerpt,
            "ERROR: failed to solve: exit code: 2");

        Assert.AreEqual($"[2/2] RUN make: exit code: 2.{Environment.NewLine}  make: no rule", failure.Message);
    }

    [TestMethod]
    public void The_output_is_without_what_a_terminal_obeys_and_each_line_has_an_end()
    {
        var output = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(
            $"\u001b[31mred\u001b[0m\n  10%\r  50%\r 100% done\r\n    at \u202eevil\u0007\n\u001b[0m\n{new string('x', 10_000)}\n"));
        var failure = Describe(
            $$"""{"vertexes":[{"digest":"a","name":"[2/2] RUN make"}],"logs":[{"vertex":"a","stream":2,"data":"{{output}}"}]}""",
            """{"vertexes":[{"digest":"a","name":"[2/2] RUN make","error":"exit code: 2"}]}""",
            Excerpt,
            "ERROR: failed to solve: exit code: 2");

        CollectionAssert.AreEqual(new[] { "  red", "   100% done", "      at \uFFFDevil\uFFFD", "  " + new string('x', 500) + "…" }, failure.Message.Split(Environment.NewLine)[1..]);
    }

    [TestMethod]
    [DataRow("[linux/s390x 2/3] RUN make", "", "exec /bin/sh: exec format error", "cannot run programs for linux/s390x. Install emulation")]
    [DataRow("[2/3] RUN make", "linux/s390x", "exec /bin/sh: exec format error", "--install s390x")]
    [DataRow("[2/3] RUN ./tool", "", "exec ./tool: exec format error", "")]
    [DataRow("[2/3] RUN make", "linux/s390x", "make: no rule", "")]
    public void A_program_of_another_platform_leads_to_emulation(string step, string platform, string output, string hint)
    {
        var request = Requests.Of("/x/app.imageproj");
        var failure = Describe(
            request with { Plan = request.Plan with { Platforms = platform.Length > 0 ? [platform] : [] } },
            $$"""{"vertexes":[{"digest":"a","name":"{{step}}"}],"logs":[{"vertex":"a","stream":2,"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(output + "\n"))}}"}]}""",
            $$"""{"vertexes":[{"digest":"a","name":"{{step}}","error":"exit code: 1"}]}""",
            Excerpt,
            "ERROR: failed to solve: exit code: 1");

        Assert.AreEqual(("IMG3001", "/x/Dockerfile", 3), (failure.Descriptor.Code, failure.Location.File, failure.Location.Line));
        Assert.AreEqual(hint.Length > 0, failure.Message.Contains("emulation", StringComparison.Ordinal), failure.Message);
        StringAssert.Contains(failure.Message, hint);
    }

    [TestMethod]
    [DataRow("{}", "resolve image config for docker-image://docker.io/docker/buildkit-syft-scanner:stable-1: docker.io/docker/buildkit-syft-scanner:stable-1: not found")]
    [DataRow("""{"vertexes":[{"digest":"a","name":"generating sbom using docker.io/docker/buildkit-syft-scanner:stable-1","error":"exit code: 1"}]}""", "exit code: 1")]
    public void A_scanner_that_is_missing_or_fails_leads_to_the_line_of_the_property(string vertex, string reason)
    {
        using var directory = new TemporaryDirectory();
        var project = directory.Write("app.imageproj", "<Project>\n  <PropertyGroup>\n    <ImageSbom>true</ImageSbom>\n  </PropertyGroup>\n</Project>\n");

        var failure = Describe(Requests.Of(project, "type=sbom"), vertex, $"ERROR: failed to solve: {reason}");

        Assert.AreEqual(("IMG3005", project, 3), (failure.Descriptor.Code, failure.Location.File, failure.Location.Line));
        StringAssert.Contains(failure.Message, reason);
        StringAssert.Contains(failure.Message, "set ImageSbom to false");
    }

    private static Diagnostic Describe(params string[] lines) => Describe(Requests.Of("/x/app.imageproj"), lines);

    private static Diagnostic Describe(BuildxRequest request, params string[] lines)
    {
        var progress = new BuildxProgress(_ => { });
        foreach (var line in lines.SelectMany(l => l.Split('\n'))) progress.Read(line);
        return BuildxFailure.Describe(request, progress);
    }
}
