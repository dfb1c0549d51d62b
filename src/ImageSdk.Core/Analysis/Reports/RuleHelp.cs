using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis;

/// <summary>What the page of the rules (<c>docs/analysis.md</c>, which is in the package) says about each of them.</summary>
/// <param name="page">The text of the page.</param>
/// <param name="linkTo">The address of a rule's section, also as others show it; null when there is none.</param>
public sealed partial class RuleHelp(string page, Func<DiagnosticDescriptor, string?> linkTo)
{
    /// <summary>No help.</summary>
    public static RuleHelp None { get; } = new("", _ => null);

    /// <summary>The section of a rule: its first paragraph, and all of it; null where there is none.</summary>
    public (string Summary, string Markdown)? Find(string code)
    {
        if (Section().Matches(page).FirstOrDefault(match => match.Groups["code"].Value == code) is not { } section)
            return null;
        var paragraphs = section.Groups["text"]
            .Value.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return paragraphs is [_, var summary, ..]
            ? (summary.ReplaceLineEndings(" "), string.Join("\n\n", paragraphs[1..]))
            : null;
    }

    /// <summary>The address of a rule's section; null when there is none.</summary>
    public string? LinkTo(DiagnosticDescriptor descriptor) => linkTo(descriptor);

    [GeneratedRegex(@"^### (?<code>IMG\d{4})\n(?<text>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
