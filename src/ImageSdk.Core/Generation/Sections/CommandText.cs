namespace ImageSdk.Generation.Sections;

/// <summary>The commands of an item as a person writes them between the tags of a project file.</summary>
internal static class CommandText
{
    /// <summary>
    /// The commands, every byte as written, except for what belongs to the project file: its <c>\r\n</c>, the line breaks after
    /// the opening and before the closing tag, and the indentation that all lines have in common.
    /// </summary>
    public static string Unindent(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').ToList();
        if (lines.Count > 1 && IsBlank(lines[0])) lines.RemoveAt(0);
        if (lines.Count > 1 && IsBlank(lines[^1])) lines.RemoveAt(lines.Count - 1);

        var indents = lines.Where(line => !IsBlank(line)).Select(line => line[..(line.Length - line.TrimStart(' ', '\t').Length)])
            .ToList();
        var common = indents.Count == 0 ? "" : indents.Aggregate((one, other) => one[..one.AsSpan().CommonPrefixLength(other)]);
        return string.Join('\n', lines.Select(line => line.Length > common.Length ? line[common.Length..] : ""));
    }

    private static bool IsBlank(string line) => line.AsSpan().Trim(" \t").IsEmpty;
}
