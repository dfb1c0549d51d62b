using System.Text.RegularExpressions;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Settings;

/// <summary>
/// The comments that silence findings: <c># imagesdk ignore=IMG1101,IMG1102 reason</c> before or inside an instruction, or for a
/// line of another file on the line before it or at its end; <c># imagesdk ignore-file=IMG1101 reason</c> for a whole file.
/// </summary>
internal sealed partial class Suppressions(Dockerfile dockerfile, SourceFiles files)
{
    /// <summary>
    /// The reason that the comment gives which silences a finding, perhaps an empty one; null where there is no such comment.
    /// </summary>
    public string? ReasonFor(Finding finding)
    {
        var code = finding.Descriptor.Code;
        if (finding.Source.Path != dockerfile.Path)
            return files.Find(finding.Source.Path) is { } text ? ReasonIn(text.Split('\n'), finding.Location.Line, code) : null;
        var instruction = dockerfile.Instructions.FirstOrDefault(candidate =>
            candidate.FullSpan.Contains(finding.Span with { Length = 0 }));
        return dockerfile.Comments.Select(comment => ReasonOf(comment.Text, code, wholeFile: true))
            .FirstOrDefault(reason => reason is not null)
            ?? (instruction is null ? [] : instruction.LeadingComments.Concat(instruction.InnerComments))
                .Select(comment => ReasonOf(comment.Text, code, wholeFile: false)).FirstOrDefault(reason => reason is not null);
    }

    private static string? ReasonIn(string[] lines, int line, string code) =>
        lines.Select(text => ReasonOf(text, code, wholeFile: true)).FirstOrDefault(reason => reason is not null)
        ?? (line >= 1 && line <= lines.Length ? ReasonOf(lines[line - 1], code, wholeFile: false) : null)
        ?? (line >= 2 && lines[line - 2].TrimStart().StartsWith('#') ? ReasonOf(lines[line - 2], code, wholeFile: false) : null);

    private static string? ReasonOf(string text, string code, bool wholeFile) =>
        text.Contains("imagesdk", StringComparison.Ordinal)
            ? Comment().Matches(text).FirstOrDefault(match => match.Groups["file"].Success == wholeFile
                && match.Groups["codes"].Value.Split(',').Contains(code, StringComparer.OrdinalIgnoreCase))?.Groups["reason"]
                    .Value.Trim()
            : null;

    [GeneratedRegex(
        @"#\s*imagesdk\s+ignore(?<file>-file)?\s*=\s*(?<codes>[A-Z][A-Z0-9]+(,[A-Z][A-Z0-9]+)*)(?=\s|$)(?<reason>.*?)"
        + @"(?=#\s*imagesdk|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();
}
