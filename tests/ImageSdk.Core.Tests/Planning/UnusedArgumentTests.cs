using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class UnusedArgumentTests
{
    [TestMethod]
    [DataRow("FROM scratch\nARG VERSION\n", "VERSION", "")]
    [DataRow("ARG VERSION\nFROM base:${VERSION}\n", "VERSION", "")]
    [DataRow("ARG VERSION\nFROM scratch\n", "VERSION", "VERSION")]
    [DataRow("FROM scratch AS other\nARG VERSION\nFROM scratch\n", "VERSION", "VERSION")]
    [DataRow("FROM scratch\nARG VERSION\n", "version", "version")]
    [DataRow("FROM scratch\n", "HTTP_PROXY", "")]
    [DataRow("FROM scratch\n", "BUILDKIT_INLINE_CACHE", "")]
    public void An_argument_of_the_project_that_no_stage_declares_is_warned_of(string dockerfile, string argument, string warned)
    {
        using var tree = new PlanningTree(dockerfile) { Parents = { Base } };
        tree.Definition = tree.Definition with
        {
            BuildArguments = new Dictionary<string, string> { [argument] = "1", ["FAMILY"] = "1" },
            OwnBuildArguments = new HashSet<string> { argument },
        };

        tree.Plan(Platform.Parse("linux/amd64"));

        Assert.AreEqual(warned.Length == 0 ? "" : $"IMG1004 '{warned}'", string.Join(", ", tree.Reported.Select(d =>
            $"{d.Descriptor.Code} '{d.Message.Split('\'')[1]}'")));
    }

    private static ParentImage Base => new("base", ["base:1"], "localhost:5000/x/base:1", PlanningTree.DigestA);
}
