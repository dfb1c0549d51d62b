namespace ImageSdk.Generation.Sections;

/// <summary>A here-document that no line of its content ends.</summary>
internal static class HereDocument
{
    /// <summary>
    /// Writes the opening, what follows it on the same line, the lines of the content as they are, and the end.
    /// </summary>
    /// <param name="name">The word that ends the document; a number is added where a line of the content is that word.</param>
    /// <param name="after">What follows the opening, with a space before it; or empty.</param>
    /// <param name="content">The content, with or without a line break at its end.</param>
    public static string Write(string name, string after, string content)
    {
        var lines = content.Split('\n').Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var end = name;
        for (var number = 2; lines.Contains(end); number++) end = $"{name}{number}";
        return $"<<'{end}'{after}\n{content}{(content.EndsWith('\n') ? "" : "\n")}{end}";
    }
}
