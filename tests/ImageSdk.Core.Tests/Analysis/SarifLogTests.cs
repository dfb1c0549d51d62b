using System.Text.Json.Nodes;
using ImageSdk.Analysis;
using ImageSdk.Core.Tests.Locking;

namespace ImageSdk.Core.Tests.Analysis;

[TestClass]
public sealed class SarifLogTests
{
    [TestMethod]
    public void A_project_replaces_its_own_run_and_leaves_those_of_others()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "below", "lint.sarif");
        SarifLog.Write(path, "/x", "b", "1.0.0", Findings("RUN apt-get install -y --no-install-recommends a"));
        SarifLog.Write(path, "/x", "a", "1.0.0", Findings("RUN pip install a>=2"));

        SarifLog.Write(path, "/x", "b", "1.0.0", []);

        var runs = JsonNode.Parse(File.ReadAllText(path))!["runs"]!.AsArray();
        CollectionAssert.AreEqual(new[] { "a", "b" }, runs.Select(run => (string?)run!["automationDetails"]!["id"]).ToArray());
        Assert.IsEmpty(runs[1]!["results"]!.AsArray());
        var result = runs[0]!["results"]!.AsArray().Single(found => (string?)found!["ruleId"] == "IMG1201")!;
        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.AreEqual("a%20b/Dockerfile", (string?)place["artifactLocation"]!["uri"]);
        Assert.AreEqual("""{"startLine":2,"startColumn":17,"endLine":2,"endColumn":21}""", place["region"]!.ToJsonString());
        var rule = runs[0]!["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!;
        Assert.AreEqual("IMG1201", (string?)rule["id"]);
        Assert.AreEqual("\"a>=2\"", (string?)result["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!["insertedContent"]!["text"]);
    }

    [TestMethod]
    public void A_damaged_file_is_written_anew()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "lint.sarif");
        File.WriteAllText(path, "{ \"runs\": 1 }");

        SarifLog.Write(path, "/x", "a", "1.0.0", []);

        Assert.HasCount(1, JsonNode.Parse(File.ReadAllText(path))!["runs"]!.AsArray());
    }

    private static IReadOnlyList<Finding> Findings(string run)
    {
        var files = new SourceFiles();
        files.Change("/x/a b/Dockerfile", $"FROM debian:12\n{run}\n");
        return Analyzer.Analyze(new AnalysisInput { Dockerfile = "/x/a b/Dockerfile", ContextDirectory = "/x", Files = files }).Findings;
    }
}
