using System.Text.Json.Nodes;
using ImageSdk.Analysis;
using ImageSdk.Core.Tests.Documentation;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Diagnostics;
using NJsonSchema;

namespace ImageSdk.Core.Tests.Analysis;

[TestClass]
public sealed class SarifLogTests
{
    // The schema of OASIS as schemastore.org has it; its description says which revision.
    private static readonly string SchemaFile =
        Path.Combine(RepositoryFiles.Root, "tests", "ImageSdk.Core.Tests", "Analysis", "Schemas", "sarif-2.1.0-rtm.5.json");

    private static readonly RuleHelp Help =
        new(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "analysis.md")), descriptor => $"https://example.org/docs/{descriptor.Page}#{descriptor.Code}");

    [TestMethod]
    public async Task Every_rule_s_findings_and_fixes_are_valid_by_the_schema_of_SARIF()
    {
        using var folder = new TemporaryFolder();
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(SchemaFile));
        var ids = new HashSet<string>();
        // A file for each rule: each run that is added reads and writes the whole file.
        foreach (var cases in CorpusCase.ReadAll().GroupBy(item => item.Code))
        {
            var path = Path.Combine(folder.Path, $"{cases.Key}.sarif");
            var number = 0;
            foreach (var item in cases)
            {
                var input = item.CreateInput();
                // A case in ten is suppressed as a whole.
                if (++number % 10 == 0)
                    input.Files.Change(input.Dockerfile, input.Files.Find(input.Dockerfile)! + $"\n# imagesdk ignore-file={item.Code} a reason\n");
                Write(path, $"project-{number}", Analyzer.Analyze(input), "/corpus");
            }

            var text = await File.ReadAllTextAsync(path);
            Assert.AreEqual("", string.Join('\n', schema.Validate(text).Take(10)), cases.Key);
            if (ids.Count == 0)
            {
                // It does say so when something is wrong.
                Assert.IsNotEmpty(schema.Validate(text.Replace("\"ruleIndex\": 0", "\"ruleIndex\": -2", StringComparison.Ordinal)));
                Assert.IsNotEmpty(schema.Validate(text.Replace("\"startLine\"", "\"line\"", StringComparison.Ordinal)));
            }

            var runs = JsonNode.Parse(text)!["runs"]!.AsArray();
            Assert.HasCount(number, runs);
            ids.UnionWith(runs.SelectMany(run => run!["tool"]!["driver"]!["rules"]!.AsArray()).Select(rule => (string)rule!["id"]!));
        }

        Assert.AreEqual("", string.Join(' ', RuleCatalog.All.Select(rule => rule.Descriptor.Code).Except(ids)));
    }

    [TestMethod]
    public void A_project_replaces_its_own_run_and_leaves_those_of_others()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "below", "lint.sarif");
        Write(path, "b", Analyze("RUN apt-get install -y --no-install-recommends a"));
        Write(path, "a", Analyze("RUN pip install a>=2"));

        Write(path, "b", Analyze("RUN true"));

        var runs = JsonNode.Parse(File.ReadAllText(path))!["runs"]!.AsArray();
        CollectionAssert.AreEqual(new[] { "a", "b" }, runs.Select(run => (string?)run!["automationDetails"]!["id"]).ToArray());
        Assert.IsFalse(runs[1]!.ToJsonString().Contains("IMG1104", StringComparison.Ordinal));
        var result = Single(runs[0]!, "IMG1201");
        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.AreEqual("""{"uri":"a%20b/Dockerfile","uriBaseId":"%SRCROOT%"}""", place["artifactLocation"]!.ToJsonString());
        Assert.AreEqual("""{"startLine":2,"startColumn":17,"endLine":2,"endColumn":21}""", place["region"]!.ToJsonString());
        Assert.AreEqual("\"a>=2\"", (string?)result["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!["insertedContent"]!["text"]);
    }

    [TestMethod]
    public void A_rule_brings_its_help()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "lint.sarif");

        Write(path, "a", Analyze("RUN pip install a>=2"));

        var run = JsonNode.Parse(File.ReadAllText(path))!["runs"]![0]!;
        var rule = run["tool"]!["driver"]!["rules"]![(int)Single(run, "IMG1201")["ruleIndex"]!]!;
        Assert.AreEqual("IMG1201", (string?)rule["id"]);
        Assert.AreEqual("https://example.org/docs/analysis.md#IMG1201", (string?)rule["helpUri"]);
        StringAssert.StartsWith((string?)rule["fullDescription"]!["text"], "`pip install pydantic>=2` installs", StringComparison.Ordinal);
        StringAssert.EndsWith((string?)rule["help"]!["markdown"], "```", StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_a_comment_silences_is_there_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "lint.sarif");

        Write(path, "a", Analyze("# imagesdk ignore=IMG1201 the newest on purpose\nRUN pip install a>=2\nRUN pip install b>=2"));

        var results = JsonNode.Parse(File.ReadAllText(path))!["runs"]![0]!["results"]!.AsArray().Where(result => (string?)result!["ruleId"] == "IMG1201").ToList();
        CollectionAssert.AreEqual(
            new[] { "[]", """[{"kind":"inSource","justification":"the newest on purpose"}]""" },
            results.Select(result => result!["suppressions"]!.ToJsonString()).ToArray());
    }

    [TestMethod]
    public void A_finding_keeps_its_fingerprint_when_it_moves_and_two_that_are_alike_have_two()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "lint.sarif");

        Write(path, "a", Analyze("RUN pip install a>=2\nRUN pip install a>=2"));
        Write(path, "b", Analyze("# new\n\nRUN  true\nRUN pip install a>=2\nRUN pip install a>=2"));

        var runs = JsonNode.Parse(File.ReadAllText(path))!["runs"]!.AsArray();
        var prints = runs.Select(run => string.Join(' ', run!["results"]!.AsArray().Where(result => (string?)result!["ruleId"] == "IMG1201")
            .Select(result => (string?)result!["partialFingerprints"]!["lineText/v1"]))).ToList();
        Assert.AreEqual(prints[0], prints[1]);
        Assert.AreEqual(2, prints[0].Split(' ').Distinct().Count());
    }

    [TestMethod]
    public async Task A_Dockerfile_that_was_not_analysed_is_a_notification_and_the_run_did_not_succeed()
    {
        using var folder = new TemporaryFolder();
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(SchemaFile));
        var path = Path.Combine(folder.Path, "lint.sarif");
        var files = new SourceFiles();
        files.Change("/x/a b/Dockerfile", "FROM debian:12\nRUNN true\n");
        var errors = Analyzer.Analyze(new AnalysisInput { Dockerfile = "/x/a b/Dockerfile", ContextDirectory = "/x", Files = files }).Errors;
        var partial = new AnalysisProblem("", DiagnosticSeverity.Warning, new SourceLocation("/x/Dockerfile"), "Only some rules ran.");

        Write(path, "all", Analyze("RUN true"));
        Write(path, "none", [.. errors.Select(AnalysisProblem.Of)]);
        Write(path, "some", [partial, partial, partial with { Location = SourceLocation.None }]);

        var text = await File.ReadAllTextAsync(path);
        Assert.AreEqual("", string.Join('\n', schema.Validate(text)));
        var invocations = JsonNode.Parse(text)!["runs"]!.AsArray().Select(run => run!["invocations"]!.AsArray().Single()!).ToList();
        CollectionAssert.AreEqual(new[] { true, false, true }, invocations.Select(one => (bool)one["executionSuccessful"]!).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, invocations.Select(one => one["toolExecutionNotifications"]!.AsArray().Count).ToArray());
        var notification = invocations[1]["toolExecutionNotifications"]![0]!;
        Assert.AreEqual(("error", "IMG1001", errors.Single().Message),
            ((string?)notification["level"], (string?)notification["descriptor"]!["id"], (string?)notification["message"]!["text"]));
        Assert.AreEqual(
            """{"artifactLocation":{"uri":"a%20b/Dockerfile","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":1}}""",
            notification["locations"]![0]!["physicalLocation"]!.ToJsonString());
    }

    [TestMethod]
    public void A_damaged_file_is_written_anew()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "lint.sarif");
        File.WriteAllText(path, "{ \"runs\": 1 }");

        Write(path, "a", Analyze("RUN true"));

        Assert.HasCount(1, JsonNode.Parse(File.ReadAllText(path))!["runs"]!.AsArray());
    }

    private static JsonNode Single(JsonNode run, string code) => run["results"]!.AsArray().Single(found => (string?)found!["ruleId"] == code)!;

    private static void Write(string path, string project, AnalysisResult result, string root = "/x") => SarifLog.Write(
        path, new SarifRun { Root = root, Project = project, Version = "1.0.0", Findings = result.Findings, Ignored = result.Ignored, Help = Help });

    private static void Write(string path, string project, IReadOnlyList<AnalysisProblem> problems) =>
        SarifLog.Write(path, new SarifRun { Root = "/x", Project = project, Version = "1.0.0", Findings = [], Problems = problems });

    private static AnalysisResult Analyze(string run)
    {
        var files = new SourceFiles();
        files.Change("/x/a b/Dockerfile", $"FROM debian:12\n{run}\n");
        return Analyzer.Analyze(new AnalysisInput { Dockerfile = "/x/a b/Dockerfile", ContextDirectory = "/x", Files = files });
    }
}
