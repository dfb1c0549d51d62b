namespace ImageSdk.Contexts;

/// <summary>One file, directory or symbolic link that instructions can read.</summary>
/// <param name="Path">The path relative to the context, with slashes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Permissions">
/// The permission bits that BuildKit keeps when it copies (07777); 0 for symbolic links, which have none.
/// </param>
/// <param name="Size">The size in bytes; 0 for everything but files.</param>
/// <param name="LinkTarget">The text of a symbolic link.</param>
public sealed record ContextEntry(
    string Path, ContextEntryKind Kind, int Permissions, long Size, string? LinkTarget = null)
{
    /// <summary>The state of the file in which its content was looked at.</summary>
    internal FileStamp Stamp { get; init; }
}
