using ImageSdk.Dockerfiles;

namespace ImageSdk.Contexts;

/// <summary>
/// The files that ImageSdk writes below <c>obj</c> and <c>bin</c>. A checkout does not have them, so no image may depend on them:
/// a <c>COPY .</c> would make each build the reason for the next one, and another configuration another image.
/// </summary>
internal static class OwnFiles
{
    private static readonly string[] Names = [".image", ".image.json", ".published.json", ".sarif", ".FileListAbsolute.txt"];

    /// <summary>
    /// A file is written beside its place and renamed, and a killed process leaves it there. At most three stars in a pattern:
    /// more need a regular expression, which takes a no-op longer to make than all else here (<see cref="PatternShape"/>).
    /// </summary>
    private static readonly string[] Patterns =
    [
        "**/obj/**/*.image", "**/obj/**/*.FileListAbsolute.txt",
        "**/bin/**/*.image.json", "**/bin/**/*.published.json", "**/bin/**/*.sarif",
        "**/*.image.json.*.tmp", "**/*.published.json.*.tmp", "**/images.lock.json.*.tmp",
    ];

    private static readonly IgnoreFile Rules = IgnoreFile.Parse(string.Join('\n', Patterns), "");

    /// <summary>Whether a name is that of such a file or directory.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (string end in Names)
        {
            if (name.EndsWith(end, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether a path is that of such a file or directory, or below one.</summary>
    /// <param name="path">The path relative to the context, with slashes.</param>
    public static bool Is(string path) => Rules.IsIgnored(path);

    /// <summary>An ignore file that also keeps out these files, except those that an instruction names.</summary>
    /// <param name="ignoreFile">The ignore file of the context.</param>
    /// <param name="reads">What is read of the context.</param>
    /// <param name="intermediateDirectory">
    /// The project's own directory relative to the context, which need not be below <c>obj</c>.
    /// </param>
    public static IgnoreFile ExcludeBy(
        IgnoreFile ignoreFile, IReadOnlyList<ContextRead> reads, string intermediateDirectory = "") => ignoreFile.With(
    [
        .. Patterns,
        .. IsName(intermediateDirectory) && !intermediateDirectory.StartsWith("../", StringComparison.Ordinal)
            && OwnDirectories.ToPattern(intermediateDirectory) is { } pattern ? [pattern] : (string[])[],
        .. reads.Select(NamedBy).OfType<string>().Where(path => GoGlob.IsValid(path) && !ignoreFile.IsIgnored(path))
            .Distinct().Select(path => "!" + path),
    ]);

    /// <summary>Where a read starts to look, as far as no wildcard is in it; the context itself is the empty string.</summary>
    public static string StartOf(ContextRead read) =>
        string.Join('/', GoPath.Rooted(read.Source).Split('/').TakeWhile(part => !GoGlob.HasWildcards(part)));

    private static string? NamedBy(ContextRead read)
    {
        string start = StartOf(read);
        if (Is(start))
            return start;
        string source = GoPath.Rooted(read.Source);
        return source != start && IsName(source) ? source : null;
    }
}
