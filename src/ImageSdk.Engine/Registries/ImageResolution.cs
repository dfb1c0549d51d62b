using ImageSdk.Diagnostics;
using ImageSdk.References;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>What one server says about one image.</summary>
internal static class ImageResolution
{
    private const string DigestHeader = "Docker-Content-Digest";

    /// <summary>What the reference stands for at this server.</summary>
    /// <exception cref="RegistryFailure">The server does not say.</exception>
    public static async Task<RemoteImage> ResolveAsync(
        RegistrySession session, RegistryEndpoint endpoint, ImageReference reference, CancellationToken cancellationToken)
    {
        var response = await session.SendAsync(
            endpoint, reference.Path, HttpMethod.Get, Manifest(endpoint, reference), ManifestMediaTypes.All, cancellationToken);
        var digest = ContentDigest.Verify(response.Body, reference.Digest, Announced(response));
        var mediaType = ManifestReader.MediaType(response.Body, response.MediaType);
        if (ManifestMediaTypes.IsIndex(mediaType))
            return new RemoteImage(digest, mediaType, ManifestReader.PlatformsOfIndex(response.Body));

        var configuration = ManifestReader.ConfigurationOfManifest(response.Body);
        var platform = ManifestReader.PlatformOfConfiguration(
            await ConfigurationAsync(session, endpoint, reference.Path, configuration, cancellationToken));
        var platforms = new Dictionary<Platform, ImageDigest>();
        if (platform is not null)
            platforms.Add(platform, digest);
        return new RemoteImage(digest, mediaType, platforms);
    }

    /// <summary>The <c>ONBUILD</c> triggers of the image with this manifest.</summary>
    /// <exception cref="RegistryFailure">The server does not say.</exception>
    public static async Task<IReadOnlyList<string>> TriggersAsync(
        RegistrySession session, RegistryEndpoint endpoint, ImageReference manifest, CancellationToken cancellationToken)
    {
        var response = await session.SendAsync(
            endpoint, manifest.Path, HttpMethod.Get, Manifest(endpoint, manifest), ManifestMediaTypes.All, cancellationToken);
        ContentDigest.Verify(response.Body, manifest.Digest);
        var configuration = ManifestReader.ConfigurationOfManifest(response.Body);
        return ManifestReader.TriggersOfConfiguration(
            await ConfigurationAsync(session, endpoint, manifest.Path, configuration, cancellationToken));
    }

    /// <summary>Whether this server has the image.</summary>
    /// <exception cref="RegistryFailure">The server does not say.</exception>
    public static async Task<bool> ExistsAsync(
        RegistrySession session, RegistryEndpoint endpoint, ImageReference reference, CancellationToken cancellationToken)
    {
        try
        {
            await session.SendAsync(
                endpoint, reference.Path, HttpMethod.Head, Manifest(endpoint, reference), ManifestMediaTypes.All,
                cancellationToken);
            return true;
        }
        catch (RegistryFailure e) when (e.Kind == NotFound)
        {
            return false;
        }
    }

    private static async Task<byte[]> ConfigurationAsync(
        RegistrySession session,
        RegistryEndpoint endpoint,
        string repository,
        ImageDigest configuration,
        CancellationToken cancellationToken)
    {
        try
        {
            var blob = endpoint.Of(repository, $"blobs/{configuration}");
            var response = await session.SendAsync(endpoint, repository, HttpMethod.Get, blob, [], cancellationToken);
            ContentDigest.Verify(response.Body, configuration);
            return response.Body;
        }
        catch (RegistryFailure e) when (e.Kind == NotFound)
        {
            throw new RegistryFailure(Invalid, $"it has the manifest of the image, but not its configuration {configuration}", e);
        }
    }

    private static Uri Manifest(RegistryEndpoint endpoint, ImageReference reference) =>
        endpoint.Of(reference.Path, $"manifests/{reference.Digest?.ToString() ?? reference.TagOrLatest}");

    private static ImageDigest? Announced(RegistryResponse response)
    {
        if (!response.Headers.TryGetValues(DigestHeader, out var values))
            return null;
        var text = string.Join(",", values);
        return ImageDigest.TryParse(text, out var digest)
            ? digest
            : throw new RegistryFailure(Invalid, $"its header {DigestHeader} holds no digest: '{ForeignText.Line(text)}'");
    }
}
