namespace ImageSdk.Planning;

/// <summary>The files of the build context that the target can reach, after .dockerignore.</summary>
/// <param name="Digest">The hash of their names, modes and content.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Bytes">Their size together, in bytes.</param>
public sealed record ContextSummary(string Digest, int Files, long Bytes);
