namespace ImageSdk.Analysis.Images;

/// <summary>A package that pip installs.</summary>
/// <param name="Versions">The versions that are allowed, as written; empty for all.</param>
/// <param name="Environment">Where it is installed; see <see cref="PipInstall.Environment"/>.</param>
public sealed record PipPackage(string Versions, string Environment)
{
    /// <summary>Whether the image installs it itself: a parent project does not.</summary>
    public bool IsOwn { get; init; }
}
