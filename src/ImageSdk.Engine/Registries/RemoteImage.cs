using ImageSdk.References;

namespace ImageSdk.Engine.Registries;

/// <summary>What a name stands for at its registry.</summary>
/// <param name="Digest">The digest of the index or manifest; the bytes that the registry sent have it.</param>
/// <param name="MediaType">The media type of the index or manifest.</param>
/// <param name="Platforms">
/// The digest of the manifest of each platform. Attestations are left out. For a single manifest, its own digest under the
/// platform that its configuration states. Empty when the registry states no platform, as with things that are not images.
/// </param>
public sealed record RemoteImage(ImageDigest Digest, string MediaType, IReadOnlyDictionary<Platform, ImageDigest> Platforms)
{
    /// <summary>
    /// What the image makes its children do (<c>ONBUILD</c>), where <see cref="RegistryClient.ReadTriggersAsync"/> was asked for
    /// it.
    /// </summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];
}
