using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class ContainerNamesTests
{
    [TestMethod]
    [DataRow("ghcr.io", null)]
    [DataRow("docker.io", null)]
    [DataRow("localhost", null)]
    [DataRow("localhost:5000", null)]
    [DataRow("registry:443", null)]
    [DataRow("[::1]:5000", null)]
    [DataRow("", "empty")]
    [DataRow("https://ghcr.io/", "without the scheme, 'ghcr.io'")]
    [DataRow("ghcr.io/team", "the registry is 'ghcr.io' alone")]
    [DataRow("registry", "'registry:443'")]
    [DataRow("my_host:5000", "must not contain '_'")]
    [DataRow("-x.y", "begin or end with '-'")]
    public void A_registry_is_a_host_that_cannot_be_taken_for_a_namespace(string registry, string? reason) =>
        Check(reason, ContainerNames.CheckRegistry(registry));

    [TestMethod]
    [DataRow("speech/asr", null)]
    [DataRow("asr", null)]
    [DataRow("", "empty")]
    [DataRow("Speech.Asr", "write 'speech.asr'")]
    [DataRow("asr:1", "ContainerImageTags")]
    [DataRow("localhost:5000/asr", "ContainerRegistry")]
    [DataRow("speech/", "empty part")]
    [DataRow("-asr", "must stand between")]
    [DataRow("a sr", "white space")]
    public void A_repository_is_a_lower_case_path(string repository, string? reason) =>
        Check(reason, ContainerNames.CheckRepository(repository));

    [TestMethod]
    [DataRow("1.0.0", null)]
    [DataRow("Latest_1", null)]
    [DataRow("", "empty")]
    [DataRow("1.0.0+build", "must not contain '+'")]
    [DataRow("-rm", "must not begin with '-'")]
    public void A_tag_follows_the_rules_of_registries(string tag, string? reason) =>
        Check(reason, ContainerNames.CheckTag(tag));

    [TestMethod]
    public void A_list_of_tags_keeps_its_order_and_drops_repetitions()
    {
        Assert.IsTrue(ContainerNames.TryParseTags(" 2.0 ;latest;;2.0;", out var tags, out var error), error);
        Assert.AreSequenceEqual(["2.0", "latest"], tags);
    }

    [TestMethod]
    [DataRow(";", "empty")]
    [DataRow("1.0;a b", "'a b'")]
    public void A_list_of_tags_with_a_wrong_one_is_refused(string text, string reason)
    {
        Assert.IsFalse(ContainerNames.TryParseTags(text, out var tags, out var error));
        Assert.IsNull(tags);
        Assert.Contains(reason, error);
    }

    private static void Check(string? reason, string? error)
    {
        if (reason is null)
            Assert.IsNull(error);
        else
            Assert.Contains(reason, error!);
    }
}
