using System.Text.Json;

namespace ImageSdk.Engine.Buildx;

/// <summary>The file that <c>--metadata-file</c> names. buildx writes it only when the build went well.</summary>
internal static class BuildxMetadata
{
    /// <summary>The digest of what was built and of its configuration (empty for an index).</summary>
    public static (string Digest, string ConfigDigest) Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return (root.GetProperty("containerimage.digest").GetString()!,
            root.TryGetProperty("containerimage.config.digest", out var config) ? config.GetString()! : "");
    }
}
