using System.Text.RegularExpressions;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Requirements;

/// <summary>
/// Reads the dependencies of a <c>pyproject.toml</c> (PEP 621). Those of Poetry are written in another language, and are not
/// read.
/// </summary>
internal static partial class ProjectFile
{
    /// <summary>
    /// The list <c>dependencies</c> of the table <c>[project]</c>, as a requirement file without options; null where there is
    /// none.
    /// </summary>
    public static RequirementFile? Parse(SourceText source)
    {
        if (Dependencies().Match(source.Text) is not { Success: true } match)
            return null;
        var list = match.Groups["list"];
        var requirements = Text().Matches(list.Value).Where(text => text.Groups["text"].Success)
            .Select(text =>
                Requirement.Parse(text.Groups["text"].Value.Trim('"', '\''), source,
                    new TextSpan(list.Index + text.Index, text.Length)));
        return new RequirementFile(source, [.. requirements.OfType<Requirement>()], [], IsComplete: true);
    }

    /// <summary>From the header to the list, without another header between them. Brackets of extras stand in texts.</summary>
    [GeneratedRegex(
        """^\[project\][ \t]*(#.*)?\r?\n((?![ \t]*\[).*\n)*?dependencies[ \t]*=[ \t]*\[(?<list>("[^"\n]*"|'[^'\n]*'|\#[^\n]*"""
        + """|[^\]"'\#])*)\]""", RegexOptions.Multiline)]
    private static partial Regex Dependencies();

    [GeneratedRegex("""(?<text>"[^"\n]*"|'[^'\n]*')|\#[^\n]*""")]
    private static partial Regex Text();
}
