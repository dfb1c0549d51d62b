namespace ImageSdk.Contexts;

/// <summary>The exclusions of one instruction (<c>--exclude</c>), relative to one directory.</summary>
/// <param name="Patterns">The patterns; null when the instruction has none.</param>
/// <param name="Base">The directory that the patterns are relative to.</param>
internal readonly record struct Exclusions(PatternList? Patterns, string Base)
{
    /// <summary>Nothing is excluded.</summary>
    public static Exclusions None { get; } = new(null, "");

    /// <summary>Whether nothing is excluded.</summary>
    public bool IsEmpty => Patterns is null;

    private int Skip => Base.Length == 0 ? 0 : Base.Length + 1;

    /// <summary>The same for another directory; where patterns are relative to one that it is not in, none apply.</summary>
    public Exclusions For(string directory) =>
        Base.Length == 0 || directory == Base || directory.StartsWith(Base + "/", StringComparison.Ordinal) ? this : None;

    /// <summary>The matches of a directory at or below the base.</summary>
    public bool[] MatchesOf(string directory) =>
        Patterns is null ? [] : Patterns.MatchesOf(directory.Length <= Skip ? "" : directory[Skip..]);

    /// <summary>Whether a path below the base is excluded.</summary>
    public bool IsMatch(ReadOnlySpan<char> path, bool[] parent, bool[]? matches = null) =>
        Patterns is not null && Patterns.IsMatch(path[Skip..], parent, matches);

    /// <summary>Whether anything below an excluded directory might not be excluded.</summary>
    public bool MayReleaseBelow(string directory, bool[] matches) =>
        Patterns is not null && Patterns.MayReleaseBelow(directory[Skip..], matches);
}
