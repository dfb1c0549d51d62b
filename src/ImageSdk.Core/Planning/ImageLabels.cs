namespace ImageSdk.Planning;

/// <summary>
/// The labels that every image gets unless the project sets them itself.
/// Source: https://github.com/opencontainers/image-spec/blob/main/annotations.md
/// </summary>
public static class ImageLabels
{
    /// <summary>Where the source is kept.</summary>
    public const string Source = "org.opencontainers.image.source";

    /// <summary>The project's version.</summary>
    public const string Version = "org.opencontainers.image.version";

    /// <summary>The image that the final stage starts from.</summary>
    public const string BaseName = "org.opencontainers.image.base.name";

    /// <summary>The digest of that image.</summary>
    public const string BaseDigest = "org.opencontainers.image.base.digest";

    /// <summary>The commit; at publish only, so that a commit that changes nothing of an image does not rebuild it.</summary>
    public const string Revision = "org.opencontainers.image.revision";

    /// <summary>The time of the commit; at publish only.</summary>
    public const string Created = "org.opencontainers.image.created";
}
