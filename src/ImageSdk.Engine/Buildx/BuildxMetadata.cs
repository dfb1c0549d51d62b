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
        var root = document.RootElement;
        return (Property("containerimage.digest"), Property("containerimage.config.digest"));

        string Property(string name) => root.Text(name) ?? "";
    }
}
