using System.Text.Json.Serialization;

namespace ImageSdk.Planning;

/// <summary>The files of the build context that the target can reach, after .dockerignore.</summary>
/// <param name="Digest">The hash of their names, modes and content.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Bytes">Their size together, in bytes.</param>
public sealed record ContextSummary(string Digest, int Files, long Bytes)
{
    /// <summary>See <see cref="Contexts.ContextHashResult.TransferKey"/>. Not part of the plan: it changes nothing of the image.</summary>
    [JsonIgnore]
    public string TransferKey { get; init; } = "";
}
