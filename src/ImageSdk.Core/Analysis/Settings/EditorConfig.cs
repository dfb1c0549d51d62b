using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Settings;

/// <summary>
/// What the <c>.editorconfig</c> files at and above a file say about the severity of rules:
/// <c>dotnet_diagnostic.IMG1101.severity = warning</c>. See the specification at editorconfig.org; of its files only these keys
/// are read, and <c>imagesdk_…</c>.
/// </summary>
internal sealed class EditorConfig
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private EditorConfig()
    {
    }

    /// <summary>The settings for a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="files">Reads the files.</param>
    public static EditorConfig For(string path, SourceFiles files)
    {
        var found = new Stack<(string Folder, string Text)>();
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (files.Find(Path.Combine(folder, ".editorconfig")) is not { } text)
                continue;
            found.Push((folder, text));
            if (IsRoot(text))
                break;
        }

        // The nearest file comes last, and the last word counts.
        var config = new EditorConfig();
        foreach (var (folder, text) in found)
            config.Read(text, Path.GetRelativePath(folder, path).Replace('\\', '/'));
        return config;
    }

    /// <summary>The severity of a rule; null when it is switched off.</summary>
    public DiagnosticSeverity? SeverityOf(DiagnosticDescriptor descriptor) =>
        _values.GetValueOrDefault($"dotnet_diagnostic.{descriptor.Code}.severity")?.ToLowerInvariant() switch
        {
            "none" or "silent" => null,
            "suggestion" => DiagnosticSeverity.Info,
            "warning" => DiagnosticSeverity.Warning,
            "error" => DiagnosticSeverity.Error,
            _ => descriptor.Severity,
        };

    /// <summary>A setting of a rule, <c>imagesdk_…</c>; null when there is none.</summary>
    /// <param name="key">The key in lower case.</param>
    public string? Find(string key) => _values.GetValueOrDefault(key);

    private static bool IsRoot(string text) => text.Split('\n').Select(line => line.Trim())
        .TakeWhile(line => !line.StartsWith('['))
        .Any(line => Pair(line) is ("root", var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private void Read(string text, string path)
    {
        // Most sections say nothing about images: a pattern is looked at only where one does.
        string? section = null;
        foreach (var line in text.Split('\n').Select(line => line.Trim('\uFEFF', ' ', '\t', '\r')))
        {
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] == '[' && line[^1] == ']')
                section = line[1..^1];
            else if (section is not null && Pair(line) is (var key, var value) && IsOurs(key)
                && SectionPattern.Matches(section, path))
                _values[key] = value;
        }
    }

    /// <summary>
    /// Ours and those of BuildKit, whose names have no digits; others are for analyzers of code, of which a repository may have
    /// hundreds.
    /// </summary>
    private static bool IsOurs(string key) => key.StartsWith("dotnet_diagnostic.img", StringComparison.Ordinal)
        || key.StartsWith("imagesdk_", StringComparison.Ordinal)
        || (key.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal) && !key.Any(char.IsAsciiDigit));

    private static (string Key, string Value)? Pair(string line) => line.IndexOf('=') is > 0 and var equals
        ? (line[..equals].Trim().ToLowerInvariant(), Value(line[(equals + 1)..]))
        : null;

    /// <summary>A comment needs white space before it.</summary>
    private static string Value(string text)
    {
        var end = text.IndexOf(" #", StringComparison.Ordinal);
        var semicolon = text.IndexOf(" ;", StringComparison.Ordinal);
        if (end < 0 || (semicolon >= 0 && semicolon < end))
            end = semicolon;
        return (end < 0 ? text : text[..end]).Trim();
    }
}
