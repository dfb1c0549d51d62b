using System.Text.RegularExpressions;
using ImageSdk.Analysis;
using ImageSdk.Diagnostics;

namespace ImageSdk.Core.Tests.Documentation;

/// <summary>Every rule has its section in <c>docs/analysis.md</c>, which help links lead to.</summary>
[TestClass]
public sealed partial class AnalysisPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "analysis.md"));

    [TestMethod]
    public void Every_rule_has_one_section_in_the_order_of_the_codes() => CollectionAssert.AreEqual(
        RuleCatalog.All.Select(rule => rule.Descriptor.Code).ToList(),
        Heading().Matches(Page).Select(match => match.Groups["code"].Value).ToList());

    [TestMethod]
    public void Every_section_has_severity_title_and_a_bad_and_a_good_example()
    {
        foreach (var descriptor in RuleCatalog.All.Select(rule => rule.Descriptor))
        {
            var start = Page.IndexOf($"### {descriptor.Code}\n", StringComparison.Ordinal);
            var end = Page.IndexOf("\n#", start + 4, StringComparison.Ordinal);
            while (end >= 0 && !Page[(end + 1)..].StartsWith("##", StringComparison.Ordinal))
                end = Page.IndexOf("\n#", end + 1, StringComparison.Ordinal);
            var section = end < 0 ? Page[start..] : Page[start..end];
            var severity = descriptor.Severity == DiagnosticSeverity.Warning ? "Warning" : "Info";
            StringAssert.StartsWith(section, $"### {descriptor.Code}\n\n*{severity}.* **{descriptor.Title}.**", StringComparison.Ordinal);
            StringAssert.Contains(section, "# bad", StringComparison.Ordinal);
            StringAssert.Contains(section, "# good", StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^### (?<code>IMG\d{4})$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
