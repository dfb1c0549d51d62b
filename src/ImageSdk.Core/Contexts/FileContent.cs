namespace ImageSdk.Contexts;

/// <summary>The content of a file, as far as a hash of it needs it.</summary>
/// <param name="Stamp">The state of the file in which it was read.</param>
/// <param name="Hash">The SHA-256 of the content; empty for what is no file, or could not be read.</param>
/// <param name="Size">The number of bytes that were hashed.</param>
/// <param name="IsSettled">
/// Whether the stamp vouches for the content from now on: not while the file's last change is so young that another one
/// could leave the same times behind.
/// </param>
internal readonly record struct FileContent(FileStamp Stamp, ReadOnlyMemory<byte> Hash, long Size, bool IsSettled);
