using System.Globalization;
using System.Text;

namespace ImageSdk.Analysis;

/// <summary>Findings by rule, in the order in which a team can take them up.</summary>
public static class LintSummary
{
    /// <summary>The summary, one line a rule below one for the image.</summary>
    /// <param name="name">The image.</param>
    /// <param name="findings">Its findings.</param>
    public static string Of(string name, IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{name} -> {Count(findings.Count, "finding")}");
        foreach (var rule in RuleCatalog.ByRollout)
        {
            var own = findings.Where(finding => finding.Descriptor.Code == rule.Descriptor.Code).ToList();
            if (own.Count == 0)
                continue;
            var fixable = own.Count(finding => finding.Fix is not null);
            text.Append(CultureInfo.InvariantCulture,
                $"\n  {rule.Step,-12} {rule.Descriptor.Code} {rule.Descriptor.Title}: {own.Count}{(fixable == 0 ? "" : $", {fixable} fixed by -t:ImageFix")}");
        }

        var others = findings.Where(finding => RuleCatalog.All.All(rule => rule.Descriptor.Code != finding.Descriptor.Code));
        foreach (var rule in others.GroupBy(finding => finding.Descriptor.Code).OrderBy(group => group.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n  {"BuildKit",-12} {rule.Key} {rule.First().Descriptor.Title}: {rule.Count()}");
        return text.ToString();
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");
}
