using ImageSdk.Diagnostics;

namespace ImageSdk.Contexts;

/// <summary>One hash of all that instructions can reach in a build context.</summary>
/// <param name="Digest">
/// <c>sha256:</c> and 64 hexadecimal digits. The same for the same paths, kinds, permissions and contents, wherever and
/// whenever they are; times play no part.
/// </param>
/// <param name="FileCount">The number of files and symbolic links.</param>
/// <param name="TotalBytes">The sizes of all files together, in bytes.</param>
/// <param name="Diagnostics">What was found wrong on the way; with an error among them the digest covers only the rest.</param>
public sealed record ContextHashResult(
    string Digest, int FileCount, long TotalBytes, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>
    /// Another one whenever a file changed so that its size, time and permissions did not, by which alone BuildKit knows what it
    /// has of a context: under another key it has nothing. The same as long as the cache file lives; empty for an empty context.
    /// </summary>
    public string TransferKey { get; init; } = "";

    /// <summary>What was hashed, to be compared with what is there after a build.</summary>
    public ContextSnapshot? Snapshot { get; init; }
}
