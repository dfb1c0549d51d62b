using System.Text.Json;
using ImageSdk.Engine.Registries;
using ImageSdk.Storage;

namespace ImageSdk.Engine.Buildx;

/// <summary>The file that <c>--metadata-file</c> names. buildx writes it only when the build went well.</summary>
internal static class BuildxMetadata
{
    /// <summary>The digest of what was built (empty for a folder) and of its configuration (empty for an index, too).</summary>
    public static (string Digest, string ConfigDigest) Read(string path)
    {
        using var document = JsonDocument.Parse(TextFile.ReadBytes(path));
        return Digests(document.RootElement);
    }

    /// <summary>The same for each target of a batch, by the target's name.</summary>
    public static Dictionary<string, (string Digest, string ConfigDigest)> ReadTargets(string path)
    {
        using var document = JsonDocument.Parse(TextFile.ReadBytes(path));
        return document.RootElement.EnumerateObject().Where(target => target.Value.ValueKind == JsonValueKind.Object)
            .ToDictionary(target => target.Name, target => Digests(target.Value), StringComparer.Ordinal);
    }

    private static (string Digest, string ConfigDigest) Digests(JsonElement element) =>
        (element.Text("containerimage.digest") ?? "", element.Text("containerimage.config.digest") ?? "");
}
