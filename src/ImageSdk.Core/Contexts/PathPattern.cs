using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ImageSdk.Contexts;

/// <summary>One pattern over paths, with the meaning that moby's <c>patternmatcher</c> gives it.</summary>
internal sealed class PathPattern
{
    private readonly PatternKind _kind;
    private readonly string _text;
    private readonly PathGlob? _glob;
    private readonly Regex? _regex;

    private PathPattern(string text, bool isException, PatternShape shape)
    {
        IsException = isException;
        _kind = shape.Kind;
        _text = _kind switch
        {
            PatternKind.Prefix => text[..^2],
            PatternKind.Suffix => text[2..],
            _ => text,
        };
        if (_kind != PatternKind.Wildcards)
            return;
        if (shape.IsOdd)
            _regex = new Regex(shape.Expression!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        else
            _glob = PathGlob.Parse(text);
    }

    /// <summary>Whether a match takes a path back out of what earlier patterns matched.</summary>
    public bool IsException { get; }

    /// <summary>
    /// Reads a pattern as <c>patternmatcher.New</c> does: surrounding white space dropped, cleaned, <c>!</c> at the start
    /// for an exception.
    /// </summary>
    /// <param name="text">The pattern, not blank.</param>
    /// <param name="pattern">The pattern when it is one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathPattern? pattern)
    {
        pattern = null;
        if (OperatingSystem.IsWindows())
            text = text.Replace('\\', '/');
        string cleaned = GoPath.Clean(text.Trim());
        bool isException = cleaned[0] == '!';
        if (isException)
            cleaned = cleaned[1..];
        if (cleaned.Length == 0 || !GoGlob.IsValid(cleaned))
            return false;
        PatternShape shape = PatternShape.Of(cleaned);
        if (!shape.IsValid)
            return false;
        try
        {
            pattern = new PathPattern(cleaned, isException, shape);
            return true;
        }
        catch (ArgumentException)
        {
            // An odd pattern is text of a regular expression, and not every text is one.
            return false;
        }
    }

    /// <summary>Whether the pattern matches this path itself; what it makes of paths below is not its business.</summary>
    public bool IsMatch(ReadOnlySpan<char> path) => _kind switch
    {
        PatternKind.Exact => path.SequenceEqual(_text),
        PatternKind.Prefix => path.StartsWith(_text),
        PatternKind.Suffix => path.EndsWith(_text) || _text[0] == '/' && path.SequenceEqual(_text.AsSpan(1)),
        _ => _glob is not null ? _glob.IsMatch(path) : _regex!.IsMatch(path),
    };

    /// <summary>
    /// Whether the pattern might match a path below a directory. False is certain, so the directory need not be read.
    /// </summary>
    public bool MayMatchBelow(string directory)
    {
        if (_kind == PatternKind.Suffix || _regex is not null)
            return true;
        if (_glob?.Depth is { } depth && depth <= directory.AsSpan().Count('/') + 1)
            return false;
        string start = _glob?.Prefix ?? _text;
        return IsBelow(start, directory) || _kind != PatternKind.Exact && IsPrefixOfBelow(start, directory);
    }

    private static bool IsBelow(string path, string directory) =>
        path.Length > directory.Length && path[directory.Length] == '/' && path.StartsWith(directory, StringComparison.Ordinal);

    private static bool IsPrefixOfBelow(string start, string directory) =>
        directory.StartsWith(start, StringComparison.Ordinal)
        || start.Length == directory.Length + 1 && start[^1] == '/' && start.StartsWith(directory, StringComparison.Ordinal);
}
