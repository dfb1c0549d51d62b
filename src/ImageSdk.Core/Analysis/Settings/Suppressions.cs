using System.Text.RegularExpressions;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Settings;

/// <summary>
/// The comments that silence findings: <c># imagesdk ignore=IMG1101,IMG1102 reason</c> before or inside an instruction, or for a line of
/// another file on the line before it or at its end; <c># imagesdk ignore-file=IMG1101 reason</c> for a whole file.
/// </summary>
internal sealed partial class Suppressions(Dockerfile dockerfile, SourceFiles files)
{
    /// <summary>Whether a comment silences a finding.</summary>
    public bool Contains(Finding finding)
    {
        var code = finding.Descriptor.Code;
        if (finding.Source.Path != dockerfile.Path)
            return files.Find(finding.Source.Path) is { } text && IsIgnoredIn(text.Split('\n'), finding.Location.Line, code);
        if (dockerfile.Comments.Any(comment => Ignores(comment.Text, code, wholeFile: true)))
            return true;
        var instruction = dockerfile.Instructions.FirstOrDefault(candidate => candidate.FullSpan.Contains(finding.Span with { Length = 0 }));
        return instruction is not null
            && instruction.LeadingComments.Concat(instruction.InnerComments).Any(comment => Ignores(comment.Text, code, wholeFile: false));
    }

    private static bool IsIgnoredIn(string[] lines, int line, string code) =>
        lines.Any(text => Ignores(text, code, wholeFile: true))
        || (line >= 1 && line <= lines.Length && Ignores(lines[line - 1], code, wholeFile: false))
        || (line >= 2 && lines[line - 2].TrimStart().StartsWith('#') && Ignores(lines[line - 2], code, wholeFile: false));

    private static bool Ignores(string text, string code, bool wholeFile) =>
        text.Contains("imagesdk", StringComparison.Ordinal)
        && Comment().Matches(text).Any(match => match.Groups["file"].Success == wholeFile
            && match.Groups["codes"].Value.Split(',').Contains(code, StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex(@"#\s*imagesdk\s+ignore(?<file>-file)?\s*=\s*(?<codes>[A-Z][A-Z0-9]+(,[A-Z][A-Z0-9]+)*)(?=\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();
}
