using ImageSdk.Analysis.BuildKit;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis;

/// <summary>What an analysis starts from: a Dockerfile, and what its project says about it.</summary>
public sealed record AnalysisInput
{
    /// <summary>The full path of the Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The full path of the build context.</summary>
    public required string ContextDirectory { get; init; }

    /// <summary>The target stage, or empty for the last one.</summary>
    public string Target { get; init; } = "";

    /// <summary>The build arguments.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>The platform that is built for.</summary>
    public string Platform { get; init; } = "linux/amd64";

    /// <summary>All platforms that the image is published for; empty for <see cref="Platform"/> alone.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The images of referenced projects.</summary>
    public IReadOnlyList<ParentFacts> Parents { get; init; } = [];

    /// <summary>The other images of the solution; empty where one image is looked at alone, as a build does.</summary>
    public IReadOnlyList<FamilyMember> Family { get; init; } = [];

    /// <summary>The project's name; empty where there is no project.</summary>
    public string Name { get; init; } = "";

    /// <summary>The variant of the project; empty for a project that has only one image.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The full path of the lock file; empty where there is no project.</summary>
    public string LockFile { get; init; } = "";

    /// <summary>What BuildKit's own rules found; empty where BuildKit was not asked.</summary>
    public IReadOnlyList<BuildKitWarning> BuildKitWarnings { get; init; } = [];

    /// <summary>
    /// The bytes that the builder's cache mounts hold, by id as BuildKit knows it (<c>/ID</c>); empty where the builder was not
    /// asked.
    /// </summary>
    public IReadOnlyDictionary<string, long> CacheMountSizes { get; init; } = new Dictionary<string, long>();

    /// <summary>The files that are read, by which it is known when to analyse again.</summary>
    public SourceFiles Files { get; init; } = new();

    /// <summary>
    /// The text of a file of the build context; null when it is not there or not a file, or outside of the context.
    /// </summary>
    /// <param name="path">The path as an instruction writes it: relative to the context, also with a slash at the start.</param>
    public string? FindInContext(string path) => PathInContext(path) is { } full ? Files.Find(full) : null;

    /// <summary>
    /// The full path of a file or folder of the build context, which need not be there; null when it is outside.
    /// </summary>
    /// <param name="path">The path as an instruction writes it: relative to the context, also with a slash at the start.</param>
    internal string? PathInContext(string path)
    {
        if (path.Contains('\0') || path.Contains('$'))
            return null;
        var full = Path.GetFullPath(path.TrimStart('/'), ContextDirectory);
        return Path.GetRelativePath(ContextDirectory, full).StartsWith("..", StringComparison.Ordinal) ? null : full;
    }
}
