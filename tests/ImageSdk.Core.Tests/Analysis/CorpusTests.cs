using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Core.Tests.Documentation;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>Every rule finds what it should and nothing else, and its fixes mend that and nothing else.</summary>
[TestClass]
public sealed class CorpusTests
{
    private const int FewestCases = 8;

    private static readonly string BuiltFolder = Path.Combine(RepositoryFiles.Root, "tests", "ImageSdk.Engine.Tests", "Analysis", "Fixes");

    private static readonly IReadOnlyList<CorpusCase> Cases = [.. CorpusCase.ReadAll()];

    public static IEnumerable<object[]> AllRules => RuleCatalog.All.Select(rule => new object[] { rule.Descriptor.Code });

    public static IEnumerable<object[]> AllCases => Cases.Select((_, index) => new object[] { index, Cases[index].ToString() });

    [TestMethod]
    public void Codes_are_unique_and_in_order()
    {
        var codes = RuleCatalog.All.Select(rule => rule.Descriptor.Code).ToList();

        CollectionAssert.AreEqual(codes.Distinct().Order(StringComparer.Ordinal).ToList(), codes);
    }

    [TestMethod]
    [DynamicData(nameof(AllRules))]
    public void A_rule_has_enough_cases_of_both_kinds(string code)
    {
        var own = Cases.Where(item => item.Code == code).ToList();

        Assert.IsGreaterThanOrEqualTo(FewestCases, own.Count, $"{code} needs cases in Corpus/{code}.Dockerfile.");
        Assert.IsTrue(own.Exists(item => item.IsPositive) && own.Exists(item => !item.IsPositive), $"{code} needs cases with and without findings.");
    }

    [TestMethod]
    [DynamicData(nameof(AllRules))]
    public void A_rule_has_a_case_that_the_engine_builds_if_it_has_fixes(string code)
    {
        var rule = RuleCatalog.All.Single(rule => rule.Descriptor.Code == code);
        var hasFixes = Cases.Any(item => item.Code == code && Analyzer.Analyze(item.CreateInput(), [rule]).Findings.Any(finding => finding.Fix is not null));

        Assert.AreEqual(hasFixes, Directory.EnumerateDirectories(BuiltFolder, $"{code}*").Any(), $"{code} needs a folder {BuiltFolder}/{code}; FixCase says how it is written.");
    }

    [TestMethod]
    [DynamicData(nameof(AllCases))]
    public void A_case_has_the_findings_that_it_says(int index, string title)
    {
        var (item, rule) = (Cases[index], RuleOf(index));

        var findings = Analyzer.Analyze(item.CreateInput(), [rule]).Findings;

        Assert.AreEqual("", string.Join('\n', Dockerfile.Parse(item.Text, "Dockerfile").Diagnostics));
        Assert.AreEqual(string.Join('\n', item.Expected()), string.Join('\n', CorpusCase.Found(findings)), title);
    }

    [TestMethod]
    [DynamicData(nameof(AllCases))]
    public void A_fix_mends_its_finding_for_good_and_leaves_a_good_file(int index, string title)
    {
        var (item, rule) = (Cases[index], RuleOf(index));
        var input = item.CreateInput();
        var fixable = Analyzer.Analyze(input, [rule]).Findings.Count(finding => finding.Fix is not null);

        var made = FixApplier.Apply(input, [rule]);

        var text = input.Files.Find(input.Dockerfile)!;
        Assert.AreEqual(fixable > 0, made.Count > 0, title);
        var rest = Analyzer.Analyze(input, [rule]).Findings;
        Assert.IsFalse(rest.Any(finding => finding.Fix is not null), $"{title}\n{text}");
        Assert.AreEqual("", string.Join('\n', Dockerfile.Parse(text, "Dockerfile").Diagnostics), $"{title}\n{text}");
        Assert.IsEmpty(FixApplier.Apply(input, [rule]), $"{title}\n{text}");
        Assert.AreEqual(
            Dockerfile.Parse(item.Text, "Dockerfile").Instructions.Count, Dockerfile.Parse(text, "Dockerfile").Instructions.Count + NumberOf("removed", item) - NumberOf("added", item), text);
    }

    [TestMethod]
    [DynamicData(nameof(AllCases))]
    public void All_fixes_together_come_to_an_end_and_create_no_finding(int index, string title)
    {
        var input = Cases[index].CreateInput();
        var before = Analyzer.Analyze(input).Findings.CountBy(finding => finding.Descriptor.Code).ToDictionary();

        FixApplier.Apply(input, [.. RuleCatalog.All]);

        var text = input.Files.Find(input.Dockerfile)!;
        Assert.AreEqual("", string.Join('\n', Dockerfile.Parse(text, "Dockerfile").Diagnostics), $"{title}\n{text}");
        var rest = Analyzer.Analyze(input).Findings;
        Assert.IsFalse(rest.Any(finding => finding.Fix is not null), $"{title}\n{text}");
        Assert.AreEqual("", string.Join(' ', rest.CountBy(finding => finding.Descriptor.Code).Where(code => code.Value > before.GetValueOrDefault(code.Key))), $"{title}\n{text}");
    }

    [TestMethod]
    public void A_well_written_file_has_no_warnings()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(CorpusCase.CorpusFolder, "WellWritten")))
            ExpectNoWarnings(new AnalysisInput { Dockerfile = file, ContextDirectory = Path.GetDirectoryName(file)! });
    }

    [TestMethod]
    public void The_sample_has_no_warnings()
    {
        var folder = Path.Combine(RepositoryFiles.Root, "samples", "speech");
        var parents = new List<ParentFacts>();
        string[] bases = ["base", "base-cuda", "base-ml"];
        // Those that the sample declares by items are written out for the benchmarks.
        var written = Path.Combine(RepositoryFiles.Root, "tests", "ImageSdk.Benchmarks", "Graphs", "Speech");
        var dockerfiles = Directory.EnumerateFiles(written, "*.Dockerfile").Select(file => (Project: Path.GetFileNameWithoutExtension(file), File: file))
            .Concat(bases.Select(name => (Project: name, File: Path.Combine(folder, name, "Dockerfile"))).Where(image => File.Exists(image.File)))
            .OrderBy(image => bases.Contains(image.Project) ? 0 : 1).ThenBy(image => image.Project, StringComparer.Ordinal).ToList();
        Assert.HasCount(15, dockerfiles);
        foreach (var (project, file) in dockerfiles)
        {
            var facts = ExpectNoWarnings(new AnalysisInput { Dockerfile = file, ContextDirectory = folder, Parents = [.. parents] });
            parents.Add(new ParentFacts(project, [$"localhost:5000/speech-{project}:cpu", $"localhost:5000/speech-{project}:cuda"], facts));
        }
    }

    private static ImageFacts ExpectNoWarnings(AnalysisInput input)
    {
        var result = Analyzer.Analyze(input);
        var warnings = result.Findings.Where(finding => finding.Descriptor.Severity != Diagnostics.DiagnosticSeverity.Info);
        Assert.AreEqual("", string.Join('\n', warnings.Select(finding => finding.Diagnostic)));
        return result.Facts;
    }

    private static Rule RuleOf(int index) => RuleCatalog.All.Single(rule => rule.Descriptor.Code == Cases[index].Code);

    /// <summary>The number of instructions that a fix removes or adds, where a case says so: <c># removed 1</c>, <c># added 1</c>.</summary>
    private static int NumberOf(string word, CorpusCase item)
    {
        var at = item.Text.IndexOf($"# {word} ", StringComparison.Ordinal);
        return at < 0 ? 0 : item.Text[at + $"# {word} ".Length] - '0';
    }
}
