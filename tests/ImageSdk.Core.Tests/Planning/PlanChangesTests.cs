using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class PlanChangesTests
{
    private static readonly ImagePlan Last = new()
    {
        Name = "app",
        Builder = "",
        Dockerfile = "sha256:a",
        Tags = ["x/app:1"],
        Context = new ContextSummary("sha256:c", 3, 100),
        BuildArguments = { ["A"] = "1", ["B"] = "1" },
        NamedContexts = [new NamedContext("base", NamedContextKind.Parent, "x/base:1", "sha256:p")],
    };

    private static readonly Dictionary<string, (ImagePlan Plan, string Changes)> Cases = new()
    {
        ["nothing"] = (Last with { }, ""),
        ["format"] = (Last with { Format = 2 }, "made by another version of ImageSdk"),
        ["Dockerfile"] = (Last with { Dockerfile = "sha256:b" }, "Dockerfile changed"),
        ["content"] = (Last with { Context = new ContextSummary("sha256:d", 3, 100) }, "context files changed"),
        ["files"] = (Last with { Context = new ContextSummary("sha256:d", 4, 100) }, "context files changed (3 before, 4 now)"),
        ["arguments"] = (Last with { BuildArguments = new(StringComparer.Ordinal) { ["A"] = "2", ["C"] = "1" } },
            "build argument A changed, build argument C is new, build argument B is gone"),
        ["parent"] = (Last with { NamedContexts = [new NamedContext("base", NamedContextKind.Parent, "x/base:1", "sha256:q")] }, "named context base changed"),
        ["label"] = (Last with { Labels = new(StringComparer.Ordinal) { ["team"] = "speech" } }, "label team is new"),
        ["target"] = (Last with { Target = "final" }, "target set to final"),
        ["tags"] = (Last with { Tags = ["x/app:2"] }, "tags changed"),
        ["platforms"] = (Last with { Platforms = ["linux/arm64"] }, "platforms set to linux/arm64"),
        ["secrets"] = (Last with { Secrets = ["token"] }, "secrets set to token"),
        ["network"] = (Last with { Network = "none" }, "network set to none"),
        ["builder"] = (Last with { Builder = "fleet" }, "the builder is fleet now"),
        ["policy"] = (Last with { SourcePolicy = "sha256:s" }, "source policy changed"),
        ["compression"] = (Last with { Compression = "zstd" }, "compression set to zstd"),
        ["attestations"] = (Last with { Attestations = ["type=sbom"] }, "attestations set to type=sbom"),
        ["name"] = (Last with { Name = "other" }, "name changed"),
        ["two"] = (Last with { Dockerfile = "sha256:b", Network = "host" }, "Dockerfile changed, network set to host"),
    };

    public static IEnumerable<string> Names => Cases.Keys;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Each_difference_is_a_clause(string name) =>
        Assert.AreEqual(Cases[name].Changes, string.Join(", ", PlanChanges.Between(Last, Cases[name].Plan)));

    [TestMethod]
    public void What_was_set_and_is_not_any_more_is_said_so() =>
        Assert.AreEqual("network no longer set", PlanChanges.Between(Last with { Network = "none" }, Last).Single());

    [TestMethod]
    public void Without_a_last_plan_it_was_never_built() => Assert.AreEqual("never built", PlanChanges.Between(null, Last).Single());

    [TestMethod]
    public void A_changed_copy_of_a_plan_has_a_hash_of_its_own()
    {
        var hash = Last.GetHash();

        Assert.AreNotEqual(hash, (Last with { Network = "none" }).GetHash());
        Assert.AreEqual(hash, (Last with { }).GetHash());
    }

    [TestMethod]
    public void No_part_of_a_plan_changes_without_a_word()
    {
        var said = Cases.Where(c => c.Value.Changes.Length > 0).Select(c => c.Value.Plan).ToList();
        foreach (var property in typeof(ImagePlan).GetProperties())
        {
            Assert.IsTrue(said.Exists(plan => !Equals(property.GetValue(plan), property.GetValue(Last))), $"{property.Name} has no case here");
        }
    }
}
