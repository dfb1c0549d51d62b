namespace ImageSdk.Planning;

/// <summary>An <c>ImageCacheFrom</c> or <c>ImageCacheTo</c> item, as the project writes it.</summary>
/// <param name="Include">The backend's type, or all of it in buildx's form.</param>
/// <param name="Metadata">The attributes.</param>
public sealed record CacheItem(string Include, IReadOnlyList<KeyValuePair<string, string>> Metadata);
