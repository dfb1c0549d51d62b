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

    [TestMethod]
    public void The_table_beside_other_linters_has_every_rule_in_one_row()
    {
        var all = RuleCatalog.All.Select(rule => rule.Descriptor.Code).ToList();
        var start = Page.IndexOf("\n## Beside hadolint", StringComparison.Ordinal);
        var inTable = Row().Matches(Page[start..Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal)])
            .SelectMany(row => row.Groups["codes"].Value.Split(", ")).SelectMany(Expand).ToList();

        CollectionAssert.AreEquivalent(all, inTable);

        // From the first to the last code of a range, such as IMG1111–IMG1114.
        IEnumerable<string> Expand(string codes) => codes.Split('–') is [var first, var last] ? all.SkipWhile(code => code != first).TakeWhile(code => code != last).Append(last) : [codes];
    }

    [TestMethod]
    public void The_page_names_no_rule_that_is_not_there() => Assert.AreEqual("", string.Join(' ',
        Code().Matches(Page).Select(match => match.Value.ToUpperInvariant()).Distinct().Except(RuleCatalog.All.Select(rule => rule.Descriptor.Code))));

    [GeneratedRegex(@"^\| (?<codes>IMG\d[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"IMG1[1-4]\d\d", RegexOptions.IgnoreCase)]
    private static partial Regex Code();

    [GeneratedRegex(@"^### (?<code>IMG\d{4})$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
