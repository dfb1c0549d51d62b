using System.Buffers.Binary;
using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Contexts;

/// <summary>Hashes what instructions can reach in a build context, reading only files that changed since the last time.</summary>
public static class ContextHasher
{
    /// <summary>Changes whenever the hash of the same files changes.</summary>
    private static ReadOnlySpan<byte> Version => "imagesdk context 1\n"u8;

    /// <summary>Hashes a context.</summary>
    /// <param name="contextDirectory">The context's directory, an absolute path.</param>
    /// <param name="ignoreFile">The ignore file that applies to it.</param>
    /// <param name="reads">What is read. Without any, the file system is not touched and the hash is always the same.</param>
    /// <param name="cacheFile">
    /// Where the hashes of files are kept until the next time, a path under <c>obj/</c>; null to read every file. A file that
    /// is damaged, foreign or cannot be written is as good as none.
    /// </param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>
    /// The hash, and the messages of <see cref="ContextSources.Find"/> and of files that cannot be read (IMG1007).
    /// </returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static ContextHashResult Hash(
        string contextDirectory,
        IgnoreFile ignoreFile,
        IReadOnlyList<ContextRead> reads,
        string? cacheFile = null,
        CancellationToken cancellationToken = default) =>
        Hash(contextDirectory, ignoreFile, reads, cacheFile, TimeProvider.System, cancellationToken);

    /// <summary>The same with a clock of one's own, which says whether a file changed only just now.</summary>
    internal static ContextHashResult Hash(
        string contextDirectory,
        IgnoreFile ignoreFile,
        IReadOnlyList<ContextRead> reads,
        string? cacheFile,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ContextListing listing = ContextListing.Of(contextDirectory, ignoreFile, reads, cancellationToken);
        var diagnostics = new List<Diagnostic>(listing.Diagnostics);
        var hasher = new ContentHasher(contextDirectory, cacheFile, diagnostics, clock, cancellationToken);
        FileContent[] contents = listing.Entries.Count == 0 ? [] : hasher.Hash(listing.Entries);
        return Combine(listing.Entries, contents, diagnostics) with
        {
            TransferKey = hasher.TransferKey,
            Snapshot = new ContextSnapshot(contextDirectory, ignoreFile, reads, listing, contents, cacheFile),
        };
    }

    private static ContextHashResult Combine(
        IReadOnlyList<ContextEntry> entries, FileContent[] contents, List<Diagnostic> diagnostics)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        buffer.Write(Version);
        int files = 0;
        long bytes = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            ContextEntry entry = entries[i];
            if (entry.Kind == ContextEntryKind.File && contents[i].Hash.IsEmpty)
                continue; // Deleted since it was found, or unreadable and reported.
            buffer.GetSpan(1)[0] = (byte)entry.Kind;
            buffer.Advance(1);
            WriteNumber(buffer, entry.Permissions);
            WriteText(buffer, entry.Path);
            if (entry.Kind == ContextEntryKind.SymbolicLink)
            {
                WriteText(buffer, entry.LinkTarget!);
            }
            else if (entry.Kind == ContextEntryKind.File)
            {
                WriteNumber(buffer, contents[i].Size);
                buffer.Write(contents[i].Hash.Span);
            }

            files += entry.Kind == ContextEntryKind.Directory ? 0 : 1;
            bytes += contents[i].Size;
            if (buffer.WrittenCount > 1 << 15)
            {
                hash.AppendData(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        hash.AppendData(buffer.WrittenSpan);
        return new ContextHashResult("sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset()), files, bytes, diagnostics);
    }

    private static void WriteNumber(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private static void WriteText(ArrayBufferWriter<byte> buffer, string text)
    {
        WriteNumber(buffer, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, buffer);
    }
}
