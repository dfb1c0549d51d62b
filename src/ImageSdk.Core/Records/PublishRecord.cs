using System.Text.Json.Serialization;

namespace ImageSdk.Records;

/// <summary>What a publish pushed. Written to <c>bin/…/&lt;name&gt;.published.json</c>.</summary>
public sealed record PublishRecord
{
    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>The first tag with the digest that it was pushed with: what a deployment should name.</summary>
    public required string Reference { get; init; }

    /// <summary>Every tag that was pushed.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The digest that the tags point to: a manifest, or an index for several platforms or with attestations.</summary>
    public required string Digest { get; init; }

    /// <summary>The digest of the manifest of each platform.</summary>
    public required IReadOnlyDictionary<string, string> Platforms { get; init; }

    /// <summary>The hash of the plan that was published.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The digest of the local build that was published; empty when more platforms were published than built.</summary>
    public string BuiltDigest { get; init; } = "";

    /// <summary>Whether names, digests and platforms are such: the file may be anybody's.</summary>
    [JsonIgnore]
    internal bool IsValid => Tags.Count > 0 && Tags.Append(Reference).All(ImageRecord.IsReference)
        && Platforms.Values.Append(Digest).All(ImageRecord.IsDigest)
        && (BuiltDigest.Length == 0 || ImageRecord.IsDigest(BuiltDigest))
        && Platforms.Keys.All(ImageRecord.IsPlatform);
}
