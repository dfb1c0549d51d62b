using ImageSdk.Diagnostics;
using ImageSdk.Storage;

namespace ImageSdk.Contexts;

/// <summary>
/// An ignore file (<c>.dockerignore</c>): what of a directory never becomes part of the build context. Read as
/// <c>moby/patternmatcher</c> reads it (<c>ignorefile.ReadAll</c>), matched as BuildKit's client matches it.
/// </summary>
public sealed class IgnoreFile
{
    private IgnoreFile(string? path, string text, IReadOnlyList<IgnoreRule> rules, PatternList patterns)
    {
        Path = path;
        Text = text;
        Rules = rules;
        Patterns = patterns;
    }

    /// <summary>No ignore file: the whole directory is context.</summary>
    public static IgnoreFile None { get; } = new(null, "", [], new PatternList([]));

    /// <summary>The file's path as it was given or found; null when there is none.</summary>
    public string? Path { get; }

    /// <summary>The file's text; empty when there is none.</summary>
    public string Text { get; }

    /// <summary>The rules in their order; the last one that matches decides.</summary>
    public IReadOnlyList<IgnoreRule> Rules { get; }

    /// <summary>The patterns of <see cref="Rules"/>, one each.</summary>
    internal PatternList Patterns { get; }

    /// <summary>
    /// Reads the ignore file that applies: the Dockerfile's own (<c>&lt;Dockerfile&gt;.dockerignore</c>) when it exists,
    /// otherwise the context's; <see cref="None"/> when there is neither. The source is <c>frontend/dockerui</c> in BuildKit.
    /// </summary>
    /// <param name="contextDirectory">The context's directory.</param>
    /// <param name="dockerfile">The path of the Dockerfile, or null for a directory that is a named context.</param>
    /// <exception cref="DiagnosticException">A line is not a pattern (IMG1005), or the file cannot be read (IMG1007).</exception>
    public static IgnoreFile Load(string contextDirectory, string? dockerfile = null)
    {
        string own = dockerfile + ".dockerignore";
        string path = dockerfile is not null && File.Exists(own)
            ? own
            : System.IO.Path.Combine(contextDirectory, ".dockerignore");
        try
        {
            return File.Exists(path) ? Parse(TextFile.ReadText(path), path) : None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(
                DiagnosticDescriptors.ContextUnreadable.At(new SourceLocation(path),
                    $"The ignore file cannot be read: {e.Message}"), e);
        }
    }

    /// <summary>Reads the text of an ignore file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file's path, for messages.</param>
    /// <exception cref="DiagnosticException">IMG1005, one for each line that is not a pattern.</exception>
    public static IgnoreFile Parse(string text, string path) => Parse(FileText.Of(text), path);

    /// <summary>Reads the text of an ignore file, which has to be UTF-8 outside of comments.</summary>
    /// <param name="file">The text.</param>
    /// <param name="path">The file's path, for messages.</param>
    /// <exception cref="DiagnosticException">IMG1005, one for each line that is not a pattern.</exception>
    public static IgnoreFile Parse(FileText file, string path)
    {
        if (file.OtherEncoding is not null)
            throw new DiagnosticException(DiagnosticDescriptors.InvalidIgnorePattern.At(new SourceLocation(path, 1, 1),
                DescribeEncoding(file)));
        string text = file.Text;
        var rules = new List<IgnoreRule>();
        var patterns = new List<PathPattern>();
        var problems = new List<Diagnostic>();
        int line = 0;
        int mark = text.StartsWith('\uFEFF') ? 1 : 0;
        ReadOnlySpan<char> content = text.AsSpan(mark);
        foreach (Range range in content.Split('\n'))
        {
            line++;
            ReadOnlySpan<char> written = content[range];
            string rule = written.Trim().ToString();
            if (rule.Length == 0 || written[0] == '#')
                continue;
            var location = new SourceLocation(path, line, 1 + written.Length - written.TrimStart().Length);
            int invalid = file.FindInvalid(range.Start.Value + mark, range.End.Value + mark);
            if (invalid >= 0)
            {
                var place = new SourceLocation(path, line, invalid - mark - range.Start.Value + 1);
                problems.Add(DiagnosticDescriptors.InvalidIgnorePattern.At(place, DescribeEncoding(file)));
                break;
            }

            string normalized = Normalize(rule);
            if (PathPattern.TryParse(normalized, out PathPattern? pattern))
            {
                rules.Add(new IgnoreRule(rule, location));
                patterns.Add(pattern);
            }
            else
            {
                problems.Add(DiagnosticDescriptors.InvalidIgnorePattern.At(location, DescribeInvalid(rule)));
            }
        }

        return problems.Count == 0
            ? new IgnoreFile(path, text, rules, new PatternList(patterns))
            : throw new DiagnosticException(problems);
    }

    /// <summary>The same with more rules at the end.</summary>
    internal IgnoreFile With(IEnumerable<string> rules)
    {
        IgnoreFile all = Parse(string.Join('\n', [Text, .. rules]), Path ?? "");
        return new IgnoreFile(Path, all.Text, all.Rules, all.Patterns);
    }

    /// <summary>Whether a path is kept out of the context.</summary>
    /// <param name="path">The path relative to the context, with slashes; the context itself (empty) is never ignored.</param>
    public bool IsIgnored(string path) => FindRule(path) is not null;

    /// <summary>The rule that keeps a path out of the context, or null when the path is part of it.</summary>
    /// <param name="path">The path relative to the context, with slashes.</param>
    public IgnoreRule? FindRule(string path)
    {
        string rooted = GoPath.Rooted(path);
        int index = rooted.Length == 0 ? -1 : Patterns.FindDeciding(rooted);
        return index < 0 ? null : Rules[index];
    }

    private static string DescribeEncoding(FileText text) =>
        $"The ignore file cannot be read: its text {text.Problem}. Its patterns would keep nothing out of the context. "
        + "Save the file as UTF-8.";

    internal static string DescribeInvalid(string pattern) =>
        $"'{pattern}' is not a pattern, and BuildKit would stop with \"syntax error in pattern\". Brackets enclose characters "
        + "and "
        + "ascending ranges, as in [a-z]; a backslash escapes the character after it, so write paths with '/'; a '!' needs a "
        + "pattern after it.";

    /// <summary>Makes a rule relative to the context: a slash at the start means nothing, before or after a <c>!</c>.</summary>
    private static string Normalize(string rule)
    {
        bool isException = rule[0] == '!';
        string pattern = isException ? rule[1..].Trim() : rule;
        if (OperatingSystem.IsWindows())
            pattern = pattern.Replace('\\', '/');
        if (pattern.Length > 0)
            pattern = GoPath.Clean(pattern);
        if (pattern.Length > 1 && pattern[0] == '/')
            pattern = pattern[1..];
        return isException ? "!" + pattern : pattern;
    }
}
