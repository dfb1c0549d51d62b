using System.Text.Json.Serialization;
using ImageSdk.Contexts;

namespace ImageSdk.Planning;

/// <summary>
/// What stands behind a name that the Dockerfile uses. It becomes <c>--build-context</c>, which replaces the moving name by a
/// digest without touching the Dockerfile.
/// </summary>
/// <param name="Name">The name as the Dockerfile writes it, after build arguments.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Source">The image's tag, or for a directory the name of the project that it comes from.</param>
/// <param name="Digest">The digest of the image, or the hash of the directory's content; empty while there is none yet.</param>
public sealed record NamedContext(string Name, NamedContextKind Kind, string Source, string Digest)
{
    /// <summary>The full path of the directory; empty for an image. Not part of the plan: the content is.</summary>
    [JsonIgnore]
    public string Path { get; init; } = "";

    /// <summary>See <see cref="ContextHashResult.TransferKey"/>; empty for an image.</summary>
    [JsonIgnore]
    public string TransferKey { get; init; } = "";

    /// <summary>What was hashed; null when nothing was, and in a plan that was read from a file.</summary>
    [JsonIgnore]
    public ContextSnapshot? Snapshot { get; init; }
}
