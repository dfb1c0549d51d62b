using ImageSdk.Analysis;
using ImageSdk.Analysis.Settings;
using ImageSdk.Diagnostics;

namespace ImageSdk.Core.Tests.Analysis;

[TestClass]
public sealed class AnalysisSettingsTests
{
    private static readonly DiagnosticDescriptor Descriptor = RuleCatalog.All[0].Descriptor;

    [TestMethod]
    [DataRow("*", "Dockerfile", true)]
    [DataRow("Dockerfile*", "a/b/Dockerfile.gpu", true)]
    [DataRow("Dockerfile", "a/Dockerfile.gpu", false)]
    [DataRow("a/*", "a/Dockerfile", true)]
    [DataRow("a/*", "a/b/Dockerfile", false)]
    [DataRow("/a/**", "a/b/Dockerfile", true)]
    [DataRow("a/**/Dockerfile", "a/Dockerfile", true)]
    [DataRow("*.{cs,Dockerfile}", "x.Dockerfile", true)]
    [DataRow("Dockerfile.{1..3}", "Dockerfile.2", true)]
    [DataRow("Dockerfile.{1..3}", "Dockerfile.4", false)]
    [DataRow("[Dd]ockerfile", "dockerfile", true)]
    [DataRow("[!D]ockerfile", "Dockerfile", false)]
    [DataRow("D?ckerfile", "Dockerfile", true)]
    [DataRow("[z-a]{", "Dockerfile", false)]
    public void A_section_is_for_files_as_editorconfig_says(string pattern, string path, bool matches) =>
        Assert.AreEqual(matches, SectionPattern.Matches(pattern, path));

    [TestMethod]
    [DataRow("none", null)]
    [DataRow("silent", null)]
    [DataRow("suggestion", DiagnosticSeverity.Info)]
    [DataRow("warning", DiagnosticSeverity.Warning)]
    [DataRow("error # with a comment", DiagnosticSeverity.Error)]
    [DataRow("default", DiagnosticSeverity.Warning)]
    public void A_severity_is_that_of_compilers(string value, DiagnosticSeverity? expected)
    {
        var files = new SourceFiles();
        files.Change("/a/.editorconfig", $"[*]\ndotnet_diagnostic.img1101.severity = {value}\n");

        Assert.AreEqual(expected, EditorConfig.For("/a/Dockerfile", files).SeverityOf(Descriptor));
    }

    [TestMethod]
    public void The_nearest_file_and_the_last_section_count_and_root_ends_the_search()
    {
        var files = new SourceFiles();
        files.Change("/a/.editorconfig", "[*]\ndotnet_diagnostic.IMG1101.severity = error\n");
        files.Change("/a/b/.editorconfig", "[*]\ndotnet_diagnostic.IMG1101.severity = none\n[Dockerfile]\ndotnet_diagnostic.IMG1101.severity = suggestion\n");
        files.Change("/a/c/.editorconfig", "root = true\n");

        Assert.AreEqual(DiagnosticSeverity.Info, EditorConfig.For("/a/b/Dockerfile", files).SeverityOf(Descriptor));
        Assert.IsNull(EditorConfig.For("/a/b/other", files).SeverityOf(Descriptor));
        Assert.AreEqual(DiagnosticSeverity.Warning, EditorConfig.For("/a/c/Dockerfile", files).SeverityOf(Descriptor));
    }
}
