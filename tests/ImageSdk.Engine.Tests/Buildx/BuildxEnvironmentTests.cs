using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxEnvironmentTests
{
    [TestMethod]
    [DataRow("", "", "")]
    [DataRow("1000", "", "1000")]
    [DataRow("1000", "5", "5")]
    public void SOURCE_DATE_EPOCH_is_a_build_argument_unless_the_project_gives_it(string variable, string given, string expected)
    {
        var definition = Definition();
        if (given.Length > 0) definition = definition with { BuildArguments = new Dictionary<string, string> { ["SOURCE_DATE_EPOCH"] = given } };

        var applied = BuildxEnvironment.ApplyTo(definition, name => name == "SOURCE_DATE_EPOCH" ? variable : null);

        Assert.AreEqual(expected, applied.BuildArguments.GetValueOrDefault("SOURCE_DATE_EPOCH", ""));
    }

    [TestMethod]
    public void A_source_policy_is_named_relative_to_the_project()
    {
        var applied = BuildxEnvironment.ApplyTo(Definition(), name => name == "EXPERIMENTAL_BUILDKIT_SOURCE_POLICY" ? "../policy.json" : null);

        Assert.AreEqual("/x/policy.json", applied.SourcePolicyFile);
    }

    private static ImageDefinition Definition() => new()
    {
        Name = "app",
        ProjectFile = "/x/app/app.imageproj",
        Dockerfile = "/x/app/Dockerfile",
        ContextDirectory = "/x/app",
        LockFile = "/x/images.lock.json",
        ContextCacheFile = "/x/app/obj/context.cache",
    };
}
