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

    /// <summary>The images of referenced projects.</summary>
    public IReadOnlyList<ParentFacts> Parents { get; init; } = [];

    /// <summary>The full path of the lock file; empty where there is no project.</summary>
    public string LockFile { get; init; } = "";

    /// <summary>The files that are read, by which it is known when to analyse again.</summary>
    public SourceFiles Files { get; init; } = new();
}
