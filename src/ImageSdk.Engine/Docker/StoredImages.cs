namespace ImageSdk.Engine.Docker;

/// <summary>What an engine has in its image store at one moment.</summary>
public sealed class StoredImages
{
    private readonly Dictionary<string, string> _digestOfTag = new(StringComparer.Ordinal);

    internal StoredImages(IEnumerable<(string Digest, IEnumerable<string> Tags)> images)
    {
        foreach (var (digest, tags) in images)
        {
            foreach (var tag in tags) _digestOfTag[tag] = digest;
        }
    }

    /// <summary>Whether every one of the tags is there and names that image.</summary>
    /// <param name="digest">The digest of the manifest or index.</param>
    /// <param name="tags">The tags in familiar form, as the engine lists them.</param>
    public bool Has(string digest, IEnumerable<string> tags) => tags.All(tag => _digestOfTag.GetValueOrDefault(tag) == digest);
}
