using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using ImageSdk.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace ImageSdk.Contexts;

/// <summary>Hashes the contents of files, several at once, and remembers them.</summary>
internal sealed class ContentHasher(
    string contextDirectory, string? cacheFile, List<Diagnostic> diagnostics, TimeProvider clock,
    CancellationToken cancellationToken)
{
    private const int BufferSize = 1 << 17;

    /// <summary>How often a file that changes under our hands is read before its content is taken as it came.</summary>
    private const int Attempts = 3;

    private readonly FileStampReader _stamps = new(contextDirectory);
    private readonly ConcurrentQueue<Diagnostic> _unreadable = [];

    /// <summary>
    /// The times that file systems give are as coarse as two seconds (FAT), so a file is only trusted once its last change
    /// lies further back than that; git calls the others racily clean.
    /// </summary>
    private static readonly long Unsettled = (long)TimeSpan.FromSeconds(2).TotalNanoseconds;

    private static readonly ReadOnlyMemory<byte> HashOfNothing = SHA256.HashData([]);

    /// <summary>See <see cref="ContextHashResult.TransferKey"/>.</summary>
    public string TransferKey { get; private set; } = "";

    /// <summary>Hashes the files among the entries; the result has their places.</summary>
    public FileContent[] Hash(IReadOnlyList<ContextEntry> entries)
    {
        var contents = new FileContent[entries.Count];
        HashCache cache = HashCache.Load(cacheFile, contextDirectory);
        var changed = new List<int>();
        for (int i = 0; i < contents.Length; i++)
        {
            ContextEntry entry = entries[i];
            if (entry.Kind != ContextEntryKind.File)
                continue;
            if (entry.Size == 0)
                contents[i] = new FileContent(entry.Stamp, HashOfNothing, 0, IsSettled: false);
            else if (cache.TryGet(entry.Path, entry.Stamp, out ReadOnlyMemory<byte> hash))
                contents[i] = new FileContent(entry.Stamp, hash, entry.Size, IsSettled: true);
            else
                changed.Add(i);
        }

        if (changed.Count == 1)
        {
            contents[changed[0]] = Read(entries[changed[0]]);
        }
        else if (changed.Count > 1)
        {
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            };
            Parallel.For(0, changed.Count, options, n => contents[changed[n]] = Read(entries[changed[n]]));
        }

        diagnostics.AddRange(_unreadable.OrderBy(diagnostic => diagnostic.Location.File, StringComparer.Ordinal));
        cache.Save(entries, contents);
        TransferKey = cache.TransferKey;
        return contents;
    }

    private FileContent Read(in ContextEntry entry)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            FileStamp before = entry.Stamp;
            for (int attempt = 1; ; attempt++)
            {
                long start = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
                (byte[] hash, long size) = Read(entry.Path, buffer);
                bool isThere = _stamps.TryRead(entry.Path, out FileStamp after);
                bool isStable = isThere && after == before && size == after.Size;
                if (isStable || attempt == Attempts)
                    return new FileContent(before, hash, size, isStable && before.LastChange < start - Unsettled);
                if (isThere)
                    before = after;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _unreadable.Enqueue(ContextCollector.Unreadable(_stamps.FullPath(entry.Path), entry.Path, e.Message));
            return default;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private (byte[] Hash, long Size) Read(string path, byte[] buffer)
    {
        using SafeFileHandle file = File.OpenHandle(
            _stamps.FullPath(path), share: FileShare.ReadWrite | FileShare.Delete);
        int read = Fill(file, buffer, 0);
        if (read < buffer.Length)
            return (SHA256.HashData(buffer.AsSpan(0, read)), read);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        for (; read > 0; read = Fill(file, buffer, size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            size += read;
        }

        return (hash.GetHashAndReset(), size);
    }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    private static int Fill(SafeFileHandle file, byte[] buffer, long offset)
    {
        int filled = 0;
        for (int read = -1; read != 0 && filled < buffer.Length; filled += read)
            read = RandomAccess.Read(file, buffer.AsSpan(filled), offset + filled);
        return filled;
    }
}
