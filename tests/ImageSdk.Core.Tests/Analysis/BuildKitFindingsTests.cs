using ImageSdk.Analysis;
using ImageSdk.Analysis.BuildKit;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>What BuildKit's own rules find is reported like our own, and once.</summary>
[TestClass]
public sealed class BuildKitFindingsTests
{
    [TestMethod]
    public void A_warning_is_a_finding_under_its_own_name_at_its_instruction() => CollectionAssert.AreEqual(
        new[] { "/x/Dockerfile(3,3): warning WorkdirRelativePath: Relative workdir app." },
        Report("FROM debian:12\n# why\n  WORKDIR app\n", new BuildKitWarning("WorkdirRelativePath", "Relative workdir", "Relative workdir app", "https://e/x", 3)));

    [TestMethod]
    public void What_our_rule_finds_at_the_same_line_is_found_once() => CollectionAssert.AreEqual(
        new[] { "/x/Dockerfile(2,5): warning IMG1404", "/x/Dockerfile(3,1): warning JSONArgsRecommended" },
        Codes("FROM debian:12\nCMD python app.py\nHEALTHCHECK CMD true\n", Json(2), Json(3)));

    [TestMethod]
    public void What_is_silenced_under_our_code_does_not_come_under_the_other() => Assert.IsEmpty(
        Codes("FROM debian:12\n# imagesdk ignore=IMG1404 a shell is wanted\nCMD python app.py\n", Json(3)));

    [TestMethod]
    public void A_comment_and_a_setting_silence_and_weigh_it()
    {
        Assert.IsEmpty(Codes("FROM debian:12\n# imagesdk ignore=JSONArgsRecommended a shell is wanted\nCMD a && b\n", Json(3)));
        Assert.IsEmpty(Codes("FROM debian:12\nCMD a && b\n# imagesdk ignore-file=JSONArgsRecommended\n", Json(2)));
        CollectionAssert.AreEqual(new[] { "/x/Dockerfile(2,1): error JSONArgsRecommended" },
            Codes("FROM debian:12\nCMD a && b\n", "[*]\ndotnet_diagnostic.JSONArgsRecommended.severity = error\n", Json(2)));
        Assert.IsEmpty(Codes("FROM debian:12\nCMD a && b\n", "[*]\ndotnet_diagnostic.JSONArgsRecommended.severity = none\n", Json(2)));
    }

    [TestMethod]
    public void A_line_that_is_not_there_is_the_beginning_of_the_file() => CollectionAssert.AreEqual(
        new[] { "/x/Dockerfile(1,1): warning X", "/x/Dockerfile(1,1): warning Y" },
        Codes("FROM debian:12\n", new BuildKitWarning("X", "", "", "", 0), new BuildKitWarning("Y", "", "", "", 9)));

    [TestMethod]
    public void It_is_at_the_end_of_the_plan() => StringAssert.EndsWith(
        new RolloutPlan([LintedImage.Of("app", Analyze("FROM debian:12\nCMD a && b\n", "", Json(2)).Findings, hasRegistryCache: null, lastBuild: null)]).Describe("app"),
        "BuildKit's own rules: 1 finding\n     JSONArgsRecommended: 1", StringComparison.Ordinal);

    [TestMethod]
    public void The_engine_is_asked_about_a_file_that_can_be_analysed_and_the_file_is_read_once()
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", "FROM debian:12\nCMD a && b\n");
        var input = new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files };

        var result = Analyzer.Analyze(input, parsed =>
        {
            parsed.Files.Change("/x/Dockerfile", "RNU true\n");
            return parsed with { BuildKitWarnings = [Json(2)] };
        });

        Assert.IsEmpty(result.Errors);
        Assert.Contains("JSONArgsRecommended", result.Findings.Select(finding => finding.Descriptor.Code));
        Assert.AreEqual("IMG1001", Analyzer.Analyze(input, _ => throw new InvalidOperationException("asked")).Errors.Single().Descriptor.Code);
    }

    private static BuildKitWarning Json(int line) => new("JSONArgsRecommended", "JSON arguments", "JSON arguments recommended", "https://e/x", line);

    private static string[] Report(string dockerfile, params BuildKitWarning[] warnings) =>
        [.. Analyze(dockerfile, "", warnings).Findings.Where(finding => finding.Descriptor.Severity != Diagnostics.DiagnosticSeverity.Info).Select(finding => finding.Diagnostic.ToString())];

    private static string[] Codes(string dockerfile, params BuildKitWarning[] warnings) => Codes(dockerfile, "", warnings);

    private static string[] Codes(string dockerfile, string settings, params BuildKitWarning[] warnings) =>
        [.. Analyze(dockerfile, settings, warnings).Findings.Where(finding => finding.Descriptor.Severity != Diagnostics.DiagnosticSeverity.Info)
            .Select(finding => finding.Diagnostic.ToString()).Select(text => text[..text.IndexOf(": ", text.IndexOf("): ", StringComparison.Ordinal) + 2, StringComparison.Ordinal)])];

    private static AnalysisResult Analyze(string dockerfile, string settings, params BuildKitWarning[] warnings)
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", dockerfile);
        files.Change("/x/.editorconfig", "root = true\n" + settings);
        return Analyzer.Analyze(new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files, BuildKitWarnings = warnings });
    }
}
