using System.Text;
using System.Text.RegularExpressions;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Requirements;

/// <summary>
/// A line of a requirement file as pip reads it: continued lines are joined, comments are gone. It knows where each character is
/// written.
/// </summary>
internal sealed partial class RequirementLine
{
    private readonly List<int> _offsets;

    private RequirementLine(string text, List<int> offsets)
    {
        Text = text;
        _offsets = offsets;
    }

    /// <summary>What pip reads.</summary>
    public string Text { get; }

    /// <summary>The lines of a file that are neither empty nor comments.</summary>
    /// <remarks>
    /// As <c>pip._internal.req.req_file</c> does it: joined first, then freed of comments; a comment ends a continued line.
    /// </remarks>
    public static IEnumerable<RequirementLine> Read(SourceText source)
    {
        var text = new StringBuilder();
        var offsets = new List<int>();
        foreach (var line in source.Lines.Select((_, index) => source.ContentOf(index)))
        {
            var content = source.Slice(line);
            var isComment = content.TrimStart().StartsWith('#');
            var continues = !isComment && content.EndsWith('\\');
            Append(continues ? content[..^1] : content, line.Start, isComment);
            if (continues)
                continue;
            if (Take() is { Text.Length: > 0 } read)
                yield return read;
        }

        if (Take() is { Text.Length: > 0 } last)
            yield return last;

        void Append(string content, int start, bool isComment)
        {
            // So that what was begun before it does not take the sign for its own.
            if (isComment)
            {
                text.Append(' ');
                offsets.Add(start);
            }

            text.Append(content);
            offsets.AddRange(Enumerable.Range(start, content.Length));
        }

        RequirementLine Take()
        {
            var value = text.ToString();
            var end = Comment().Match(value) is { Success: true } comment ? comment.Index : value.Length;
            while (end > 0 && char.IsWhiteSpace(value[end - 1]))
                end--;
            var start = 0;
            while (start < end && char.IsWhiteSpace(value[start]))
                start++;
            var line = new RequirementLine(value[start..end], offsets.GetRange(start, end - start));
            text.Clear();
            offsets.Clear();
            return line;
        }
    }

    /// <summary>Where a part of <see cref="Text"/>, which is not empty, is written.</summary>
    public TextSpan SpanOf(int start, int length) => TextSpan.FromBounds(_offsets[start], _offsets[start + length - 1] + 1);

    [GeneratedRegex(@"(^|\s)\s*#.*$", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
