using System.Text.Json.Serialization;
using ImageSdk.Contexts;

namespace ImageSdk.Planning;

/// <summary>The files of the build context that the target can reach, after .dockerignore.</summary>
/// <param name="Digest">The hash of their names, modes and content.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Bytes">Their size together, in bytes.</param>
public sealed record ContextSummary(string Digest, int Files, long Bytes)
{
    /// <summary>See <see cref="ContextHashResult.TransferKey"/>. Not part of the plan: it changes nothing of the image.</summary>
    [JsonIgnore]
    public string TransferKey { get; init; } = "";

    /// <summary>What was hashed; null when nothing was, and in a plan that was read from a file.</summary>
    [JsonIgnore]
    public ContextSnapshot? Snapshot { get; init; }
}
