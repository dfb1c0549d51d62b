using ImageSdk.Analysis;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>A stage that nothing uses is an image that somebody builds, and is analysed like the target.</summary>
[TestClass]
public sealed class FileFindingsTests
{
    [TestMethod]
    public void A_stage_that_nothing_uses_is_analysed_and_a_shared_one_once() => CollectionAssert.AreEqual(
        new[] { "IMG1102:2", "IMG1102:4", "IMG1102:6" },
        Codes("""
            FROM debian:12 AS base
            RUN apt-get install --no-install-recommends curl
            FROM base AS worker
            RUN apt-get install --no-install-recommends git
            FROM base AS api
            RUN apt-get install --no-install-recommends tini
            """, "IMG1102"));

    [TestMethod]
    public void A_project_that_names_its_target_hears_of_that_one_alone()
    {
        const string Text = """
            FROM debian:12 AS worker
            RUN apt-get install --no-install-recommends git
            FROM debian:12 AS api
            RUN apt-get install --no-install-recommends tini
            """;

        CollectionAssert.AreEqual(new[] { "IMG1102:2" }, Codes(Text, "IMG1102", "worker"));
        CollectionAssert.AreEqual(new[] { "IMG1102:4" }, Codes(Text, "IMG1102", "API"));
        CollectionAssert.AreEqual(new[] { "IMG1102:2", "IMG1102:4" }, Codes(Text, "IMG1102"));
    }

    [TestMethod]
    public void A_stage_in_the_middle_that_has_no_name_or_whose_name_comes_again_cannot_be_built() => CollectionAssert.AreEqual(
        new[] { "IMG1102:6" },
        Codes("""
            FROM debian:12
            RUN apt-get install --no-install-recommends a
            FROM debian:12 AS api
            RUN apt-get install --no-install-recommends b
            FROM debian:12 AS API
            RUN apt-get install --no-install-recommends c
            """, "IMG1102"));

    [TestMethod]
    public void What_only_counts_for_a_shipped_image_is_not_said_of_stages_for_tests_tools_and_files()
    {
        CollectionAssert.AreEqual(new[] { "IMG1405:2" }, Codes("FROM debian:12 AS worker\nCMD [\"/worker\"]\nFROM debian:12\nUSER 1000\nCMD [\"/app\"]\n", "IMG1405"));
        foreach (var name in (string[])["test", "unit-tests", "dev", "lint", "builder", "deps", "export", "docs"])
        {
            Assert.IsEmpty(Codes($"FROM debian:12 AS {name}\nCMD [\"/worker\"]\nFROM debian:12\nUSER 1000\nCMD [\"/app\"]\n", "IMG1405"), name);
            // The target counts, whatever its name.
            Assert.HasCount(1, Codes($"FROM debian:12 AS {name}\nCMD [\"/worker\"]\n", "IMG1405"), name);
        }

        // Another value of the argument makes the target start from it.
        Assert.IsEmpty(Codes("ARG FLAVOR=cpu\nFROM debian:12 AS for-cpu\nFROM debian:12 AS for-cuda\nCMD [\"/x\"]\nFROM for-$FLAVOR\nUSER 1000\nCMD [\"/app\"]\n", "IMG1405"));
    }

    [TestMethod]
    public void A_fix_that_another_image_of_the_file_forbids_is_not_offered()
    {
        const string Base = "FROM debian:12 AS base\nENTRYPOINT python app.py\n";

        Assert.IsNotNull(Find(Base + "FROM base AS other\nFROM base AS api\n", "IMG1404", "").Fix);
        // In exec form, ENTRYPOINT would be given these arguments.
        Assert.IsNull(Find(Base + "FROM base AS other\nCMD [\"--worker\"]\nFROM base AS api\n", "IMG1404", "").Fix);
        Assert.IsNull(Find(Base + "FROM base AS other\nCMD [\"--worker\"]\nFROM base AS api\n", "IMG1404", "api").Fix);
    }

    [TestMethod]
    public void Children_hear_of_the_target_alone()
    {
        var facts = Analyze("FROM debian:12 AS worker\nENV A=1\nRUN apt-get install -y git\nFROM ubuntu:24.04\nENV B=1\n", "").Facts;

        Assert.AreEqual("B", string.Join(' ', facts.Environment.Keys));
        Assert.AreEqual("ubuntu:24.04", facts.BaseImage);
        Assert.IsEmpty(facts.AptPackages);
    }

    private static Finding Find(string dockerfile, string code, string target) => Analyze(dockerfile, target).Findings.First(finding => finding.Descriptor.Code == code);

    private static string[] Codes(string dockerfile, string code, string target = "") =>
        [.. Analyze(dockerfile, target).Findings.Where(finding => finding.Descriptor.Code == code).Select(finding => $"{code}:{finding.Location.Line}")];

    private static AnalysisResult Analyze(string dockerfile, string target)
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", dockerfile);
        return Analyzer.Analyze(new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files, Target = target });
    }
}
