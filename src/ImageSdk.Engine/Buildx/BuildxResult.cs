using ImageSdk.Records;

namespace ImageSdk.Engine.Buildx;

/// <summary>What a build that went well tells.</summary>
/// <param name="Digest">The digest of the manifest or index; empty where the result is a folder.</param>
/// <param name="ConfigDigest">The digest of the configuration; empty for an index.</param>
/// <param name="Steps">The steps in the order in which they ended.</param>
/// <param name="Duration">How long the buildx process ran.</param>
public sealed record BuildxResult(string Digest, string ConfigDigest, IReadOnlyList<BuildStep> Steps, TimeSpan Duration)
{
    /// <summary>
    /// The full path of a file or directory that changed since the plan was made, so that the result may have another content; or
    /// null.
    /// </summary>
    public string? ChangedFile { get; init; }
}
