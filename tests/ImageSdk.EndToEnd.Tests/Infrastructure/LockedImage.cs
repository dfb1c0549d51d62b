namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>An entry of a lock file, as a reader that knows nothing of the SDK finds it.</summary>
/// <param name="Digest">What the tag pointed to.</param>
/// <param name="Platforms">The digest of each platform.</param>
/// <param name="UsedBy">The projects.</param>
public sealed record LockedImage(string Digest, IReadOnlyDictionary<string, string> Platforms, IReadOnlyList<string> UsedBy);
