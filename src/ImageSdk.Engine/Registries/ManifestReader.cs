using System.Text.Json;
using ImageSdk.Diagnostics;
using ImageSdk.References;

namespace ImageSdk.Engine.Registries;

/// <summary>Reads manifests, indexes and configurations of images. They come from anybody.</summary>
/// <remarks>Source: OCI image specification, image-index.md, manifest.md and config.md.</remarks>
internal static class ManifestReader
{
    /// <summary>The media type of a manifest or index: what the registry says and what the content says must agree.</summary>
    /// <exception cref="RegistryFailure">Invalid.</exception>
    public static string MediaType(byte[] content, string? declared) => Read(content, root =>
    {
        var stated = root.Text("mediaType");
        // Some registries serve everything as plain JSON.
        var mediaType = declared is null or "application/json" or "application/octet-stream" or "text/plain" ? stated : declared;
        if (stated is not null && stated != mediaType)
            throw Invalid($"a manifest that it sends as '{mediaType}' says that it is '{ForeignText.Line(stated)}'");
        if (ManifestMediaTypes.IsIndex(mediaType) || ManifestMediaTypes.IsManifest(mediaType))
            return mediaType!;
        throw Invalid(mediaType?.StartsWith("application/vnd.docker.distribution.manifest.v1", StringComparison.Ordinal) == true
            ? "the image has the obsolete manifest format 'schema 1'; push it again with a current Docker"
            : $"'{ForeignText.Line(mediaType ?? "")}' is not a manifest of an image");
    });

    /// <summary>The manifest of each platform of an index, attestations left out; the first one of a platform counts.</summary>
    /// <exception cref="RegistryFailure">Invalid.</exception>
    public static Dictionary<Platform, ImageDigest> PlatformsOfIndex(byte[] content) => Read(content, root =>
    {
        var platforms = new Dictionary<Platform, ImageDigest>();
        if (root.Member("manifests") is not { ValueKind: JsonValueKind.Array } manifests)
            throw Invalid("an index lists no manifests");
        foreach (var entry in manifests.EnumerateArray())
        {
            if (entry.Member("platform") is not { } stated || IsAttestation(entry) || PlatformOf(stated) is not { } platform)
                continue;
            platforms.TryAdd(platform, DigestOf(entry));
        }
        return platforms;
    });

    /// <summary>The digest of the configuration that a manifest names.</summary>
    /// <exception cref="RegistryFailure">Invalid.</exception>
    public static ImageDigest ConfigurationOfManifest(byte[] content) => Read(content, root =>
        DigestOf(root.Member("config") ?? throw Invalid("a manifest names no configuration")));

    /// <summary>The platform that a configuration states, or null.</summary>
    /// <exception cref="RegistryFailure">Invalid.</exception>
    public static Platform? PlatformOfConfiguration(byte[] content) => Read(content, PlatformOf);

    /// <summary>The <c>ONBUILD</c> triggers that a configuration holds.</summary>
    /// <exception cref="RegistryFailure">Invalid.</exception>
    public static IReadOnlyList<string> TriggersOfConfiguration(byte[] content) => Read<IReadOnlyList<string>>(content, root =>
        root.Member("config")?.Member("OnBuild") is { ValueKind: JsonValueKind.Array } triggers
            ? [.. triggers.EnumerateArray()
                .Select(t =>
                    t.ValueKind == JsonValueKind.String
                    ? t.GetString()!
                    : throw Invalid("the configuration of the image has an invalid ONBUILD: one of its instructions is not a "
                    + "text"))]
            : []);

    // Source: docs.docker.com/build/metadata/attestations/attestation-storage.
    private static bool IsAttestation(JsonElement entry) =>
        entry.Member("annotations")?.Text("vnd.docker.reference.type") == "attestation-manifest";

    private static Platform? PlatformOf(JsonElement stated)
    {
        if (stated.Text("os") is not { } os || stated.Text("architecture") is not { } architecture)
            return null;
        if (os == "unknown" || architecture == "unknown")
            return null;
        try
        {
            return Platform.Create(os, architecture, stated.Text("variant"), stated.Text("os.version"));
        }
        catch (FormatException e)
        {
            throw Invalid(ForeignText.Line(e.Message).TrimEnd('.'));
        }
    }

    private static ImageDigest DigestOf(JsonElement descriptor) =>
        ImageDigest.TryParse(descriptor.Text("digest"), out var digest)
            ? digest
            : throw Invalid($"'{ForeignText.Line(descriptor.Text("digest") ?? "")}' in a manifest is not a digest");

    private static T Read<T>(byte[] content, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RegistryFailure(RegistryFailureKind.Invalid, "what it sends is not JSON", e);
        }
    }

    private static RegistryFailure Invalid(string reason) => new(RegistryFailureKind.Invalid, reason);
}
