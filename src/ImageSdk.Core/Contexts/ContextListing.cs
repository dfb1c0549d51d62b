using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Contexts;

/// <summary>What instructions reach of a context at one moment, without contents.</summary>
/// <param name="Entries">The files, directories and links in ordinal order of their paths.</param>
/// <param name="Directories">The directories that were looked into, by their paths.</param>
/// <param name="OwnDirectories">Those that are not among the entries, since ImageSdk made them.</param>
/// <param name="Diagnostics">What was found wrong.</param>
internal sealed record ContextListing(
    IReadOnlyList<ContextEntry> Entries, IReadOnlyDictionary<string, DirectoryState> Directories,
    IReadOnlyCollection<string> OwnDirectories, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Looks at a context.</summary>
    public static ContextListing Of(
        string contextDirectory, IgnoreFile ignoreFile, IReadOnlyList<ContextRead> reads, CancellationToken cancellationToken)
    {
        ContextCollector found = ContextSources.Collect(contextDirectory, ignoreFile, reads, cancellationToken);
        IReadOnlyCollection<string> own = Contexts.OwnDirectories.Remove(contextDirectory, found.Entries, reads);
        return new ContextListing(found.Entries, found.Directories, own, found.Diagnostics);
    }
}
