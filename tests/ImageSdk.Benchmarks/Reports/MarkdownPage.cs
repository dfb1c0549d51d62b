namespace ImageSdk.Benchmarks.Reports;

/// <summary>A page that people write, with sections that the program writes: each between two comments that name it.</summary>
internal static class MarkdownPage
{
    /// <summary>Replaces a section; one that is not there yet is added at the end.</summary>
    /// <param name="page">The text of the page.</param>
    /// <param name="name">The name of the section.</param>
    /// <param name="content">Its new content.</param>
    public static string Replace(string page, string name, string content)
    {
        var (begin, end) = ($"<!-- results of {name} -->", $"<!-- end of {name} -->");
        var section = $"{begin}\n\n{content.Trim('\n')}\n\n{end}";
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? page[..from] + section + page[(to + end.Length)..]
            : $"{page.TrimEnd('\n')}\n\n{section}\n";
    }
}
