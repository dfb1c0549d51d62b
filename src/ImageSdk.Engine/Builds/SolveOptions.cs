using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Builds;

/// <summary>What a build or a publish may say besides its plan: nothing of it makes another image.</summary>
public sealed record SolveOptions
{
    /// <summary>Caches to read, best first.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Caches to write.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>Whether every instruction runs again.</summary>
    public bool NoCache { get; init; }

    /// <summary>Takes warnings.</summary>
    public Action<Diagnostic> Report { get; init; } = _ => { };
}
