namespace ImageSdk.Engine.Buildx;

/// <summary>
/// The digests of an image, read from what BuildKit exports: they are known before buildx writes its metadata file.
/// </summary>
/// <remarks>Source: BuildKit, exporter/containerimage/writer.go.</remarks>
internal sealed class ExportedDigests
{
    private string _manifest = "";
    private string _index = "";
    private string _config = "";

    /// <summary>The digest of the index, or of the manifest if there is no index; empty while unknown.</summary>
    public string Digest => _index.Length > 0 ? _index : _manifest;

    /// <summary>The digest of the configuration; empty for an index, as in buildx's metadata file.</summary>
    public string ConfigDigest => _index.Length > 0 ? "" : _config;

    /// <summary>Takes the identifier of a status, such as <c>exporting manifest sha256:…</c>.</summary>
    public void Read(string id)
    {
        if (DigestAfter("exporting manifest ", id) is { } manifest) _manifest = manifest;
        else if (DigestAfter("exporting manifest list ", id) is { } index) _index = index;
        else if (DigestAfter("exporting config ", id) is { } config) _config = config;
    }

    private static string? DigestAfter(string start, string id) =>
        id.StartsWith(start + "sha256:", StringComparison.Ordinal) ? id[start.Length..] : null;
}
