using ImageSdk.Engine.Buildx;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BakeSupportTests
{
    [TestMethod]
    [DataRow("", "0.13", true)]
    [DataRow("", null, true)]
    [DataRow("host", "0.16.2", false)]
    [DataRow("none", "0.16.2", false)]
    [DataRow("host", null, false)]
    [DataRow("host", "0.17.0", true)]
    [DataRow("host", "0.29.1", true)]
    public void A_batch_sets_the_network_with_a_buildx_that_can(string network, string? version, bool expected)
    {
        var request = Requests.Of("/x/app.imageproj");
        request = request with { Plan = request.Plan with { Network = network } };

        Assert.AreEqual(expected, Problem(request, version) is null);
        Assert.AreEqual(network.Length > 0, BakeSupport.NeedsVersion(request));
    }

    [TestMethod]
    [DataRow("0.23.0", false)]
    [DataRow(null, false)]
    [DataRow("0.24.0", true)]
    public void A_path_with_a_drive_needs_a_buildx_that_knows_drives(string? version, bool expected)
    {
        var request = Requests.Of("/x/app.imageproj") with { DockerfileCopy = @"C:\x\Dockerfile" };

        Assert.AreEqual(expected, Problem(request, version) is null);
        Assert.IsTrue(BakeSupport.NeedsVersion(request));
    }

    [TestMethod]
    [DataRow("docker-image://x/base:1@sha256:b", true)]
    [DataRow("oci-layout:///x:1@sha256:b", true)]
    [DataRow("/x/files", true)]
    [DataRow("target:t1", false)]
    [DataRow("cwd://files", false)]
    [DataRow("", false)]
    public void A_named_context_is_never_a_link_between_targets(string context, bool expected)
    {
        var request = Requests.Of("/x/app.imageproj");
        request = request with { NamedContexts = new Dictionary<string, string> { ["base"] = context } };

        Assert.AreEqual(expected, Problem(request) is null);
    }

    [TestMethod]
    [DataRow("caf\u00e9 \u00df", true, DisplayName = "Latin")]
    [DataRow("cafe\u0301", false, DisplayName = "decomposed")]
    [DataRow("\u212b", false, DisplayName = "angstrom sign")]
    [DataRow("\ud83d", false, DisplayName = "half a character")]
    public void A_value_that_bake_would_normalize_is_built_on_its_own(string value, bool expected)
    {
        var request = Requests.Of("/x/app.imageproj");
        var plan = request.Plan;
        var asValue = request with { Plan = plan with { BuildArguments = new(StringComparer.Ordinal) { ["A"] = value } } };
        var asName = request with { Plan = plan with { Labels = new(StringComparer.Ordinal) { [value] = "" } } };

        Assert.AreEqual(expected, Problem(asValue) is null);
        Assert.AreEqual(expected, Problem(asName) is null);
        Assert.AreEqual(expected, Problem(request with { ContextDirectory = "/" + value }) is null);
    }

    [TestMethod]
    public void Other_scripts_are_in_a_batch_if_NET_has_Unicode_data()
    {
        var request = Requests.Of("/x/app.imageproj") with { ContextDirectory = "/\u0416\u0443\u043a \u6771\u4eac \ud83d\ude00" };
        var hasData = !"e\u0301".IsNormalized();

        Assert.AreEqual(hasData, Problem(request) is null);
    }

    [TestMethod]
    public void A_relative_context_is_built_on_its_own() =>
        Assert.IsNotNull(Problem(Requests.Of("/x/app.imageproj") with { ContextDirectory = "x" }));

    private static string? Problem(BuildxRequest request, string? version = "0.29.1") =>
        BakeSupport.Problem(request, version is null ? null : Version.Parse(version));
}
