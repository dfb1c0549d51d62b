namespace ImageSdk.Contexts;

/// <summary>
/// Patterns in their order, the last match deciding: the rules of an ignore file, or the exclusions of an instruction.
/// </summary>
/// <remarks>
/// A tree is walked from its root, and every directory's matches are handed to what is below it: a pattern that matched a
/// directory matches everything in it. These are the steps of <c>PatternMatcher.MatchesUsingParentResults</c> in
/// <c>moby/patternmatcher</c>, with which BuildKit's client walks a context, and they can differ from holding a whole path
/// against the patterns: an exception is looked at only where something is matched already.
/// </remarks>
internal sealed class PatternList(IReadOnlyList<PathPattern> patterns)
{
    private readonly PathPattern[] _patterns = [.. patterns];

    /// <summary>The patterns that matched nothing yet, which is what the root hands down.</summary>
    public bool[] Root { get; } = new bool[patterns.Count];

    /// <summary>Whether a path is matched, given the matches of the directory that it is in.</summary>
    /// <param name="path">The path, with slashes.</param>
    /// <param name="parent">The matches of its directory.</param>
    /// <param name="matches">Receives the path's own matches; empty when nobody will ask for what is below it.</param>
    public bool IsMatch(ReadOnlySpan<char> path, ReadOnlySpan<bool> parent, Span<bool> matches = default) =>
        Decide(path, parent, matches) >= 0;

    /// <summary>The matches of a directory, for what is below it.</summary>
    /// <param name="directory">The directory's path; the root is empty.</param>
    public bool[] MatchesOf(string directory)
    {
        bool[] matches = Root;
        for (int end = -1; directory.Length > 0 && end < directory.Length;)
        {
            int slash = directory.IndexOf('/', end + 1);
            end = slash < 0 ? directory.Length : slash;
            var own = new bool[_patterns.Length];
            IsMatch(directory.AsSpan(0, end), matches, own);
            matches = own;
        }

        return matches;
    }

    /// <summary>The index of the pattern that decides that a path is matched, or -1 when it is not.</summary>
    public int FindDeciding(string path) => Decide(path, MatchesOf(GoPath.Parent(path)), []);

    /// <summary>
    /// Whether anything below a matched directory might not be matched. Only exceptions after the last pattern that matched
    /// the directory can do that, as that one matches everything below as well.
    /// </summary>
    public bool MayReleaseBelow(string directory, ReadOnlySpan<bool> matches)
    {
        for (int i = _patterns.Length - 1; i >= 0; i--)
        {
            if (_patterns[i].IsException ? _patterns[i].MayMatchBelow(directory) : matches[i])
                return _patterns[i].IsException;
        }

        return false;
    }

    private int Decide(ReadOnlySpan<char> path, ReadOnlySpan<bool> parent, Span<bool> matches)
    {
        int deciding = -1;
        for (int i = 0; i < _patterns.Length; i++)
        {
            PathPattern pattern = _patterns[i];
            bool matched = parent[i] || (pattern.IsException == (deciding >= 0) && pattern.IsMatch(path));
            if (matches.Length > 0)
                matches[i] = matched;
            if (matched)
                deciding = pattern.IsException ? -1 : i;
        }

        return deciding;
    }
}
