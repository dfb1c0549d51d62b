using System.Security.Cryptography;
using System.Text;
using ImageSdk.Storage;

namespace ImageSdk.Contexts;

/// <summary>
/// The hashes of files from the last time, each with the stamp under which it is valid. The file is binary: a header, the
/// context's directory, its transfer key, the entries, and the SHA-256 of it all, without which nothing in it is believed.
/// </summary>
internal sealed class HashCache
{
    /// <summary>The largest file that is read: room for a million files.</summary>
    private const int MaximumBytes = 256 * 1024 * 1024;

    /// <summary>The bytes of an entry with an empty path.</summary>
    private const int SmallestEntry = 1 + sizeof(int) + 4 * sizeof(long) + sizeof(bool) + SHA256.HashSizeInBytes;

    private readonly string? _file;
    private readonly string _contextDirectory;
    private readonly Dictionary<string, Known> _hashes = [];
    private int _hits;
    private bool _isNew = true;

    private HashCache(string? file, string contextDirectory)
    {
        _file = file;
        _contextDirectory = contextDirectory;
    }

    /// <summary>A name and the version of the format.</summary>
    private static ReadOnlySpan<byte> Header => "IMAGESDK CONTEXT HASHES 2\n"u8;

    /// <summary>See <see cref="ContextHashResult.TransferKey"/>.</summary>
    public string TransferKey { get; private set; } = NewKey();

    /// <summary>Reads the file, if there is a good one of this context.</summary>
    public static HashCache Load(string? file, string contextDirectory)
    {
        var cache = new HashCache(file, contextDirectory);
        try
        {
            if (file is not null && File.Exists(file))
                cache.Read(TextFile.ReadBytes(file, MaximumBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            // Without it everything is read again, which is all that it saves. What was read so far is not believed.
            cache = new HashCache(file, contextDirectory);
        }

        return cache;
    }

    /// <summary>The hash of a file that has not changed.</summary>
    public bool TryGet(string path, in FileStamp stamp, out ReadOnlyMemory<byte> hash)
    {
        hash = default;
        if (!_hashes.TryGetValue(path, out Known? known) || !known.IsSettled || known.Stamp != stamp)
            return false;
        hash = known.Hash;
        _hits++;
        return true;
    }

    /// <summary>Writes what was found this time, unless that is what the file has already.</summary>
    public void Save(IReadOnlyList<ContextEntry> entries, FileContent[] contents)
    {
        int count = contents.Count(IsKept);
        if (_file is null || count == _hits && _hits == _hashes.Count && !_isNew)
            return;
        if (HasHiddenChange(entries, contents))
            TransferKey = NewKey();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            AtomicFile.Write(_file, Write(entries, contents, count));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk is full or read-only; the next build is slower and nothing else.
        }
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private static bool IsKept(FileContent content) => !content.Hash.IsEmpty && content.Size > 0;

    /// <summary>Whether a file has another content but looks as before to one who sees its size, time and permissions.</summary>
    private bool HasHiddenChange(IReadOnlyList<ContextEntry> entries, FileContent[] contents)
    {
        for (int i = 0; i < contents.Length; i++)
        {
            FileStamp now = contents[i].Stamp;
            if (IsKept(contents[i])
                && _hashes.TryGetValue(entries[i].Path, out Known? known)
                && (known.Stamp.Size, known.Stamp.Modified, known.Stamp.Permissions) == (now.Size, now.Modified, now.Permissions)
                && !known.Hash.Span.SequenceEqual(contents[i].Hash.Span))
                return true;
        }

        return false;
    }

    private void Read(byte[] bytes)
    {
        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < Header.Length || !bytes.AsSpan().StartsWith(Header)
            || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
            return;

        using var stream = new MemoryStream(bytes, Header.Length, length - Header.Length);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        if (reader.ReadString() != _contextDirectory)
            return;
        TransferKey = reader.ReadString();
        _isNew = false;
        int count = reader.ReadInt32();
        if (count < 0 || count > (stream.Length - stream.Position) / SmallestEntry)
            throw new FormatException("There are fewer entries than the file says.");
        _hashes.EnsureCapacity(count);
        for (int i = 0; i < count; i++)
        {
            string path = reader.ReadString();
            var stamp = new FileStamp(
                ContextEntryKind.File, reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(),
                reader.ReadUInt64());
            bool isSettled = reader.ReadBoolean();
            int start = Header.Length + (int)stream.Position;
            _hashes[path] = new Known(stamp, isSettled, bytes.AsMemory(start, SHA256.HashSizeInBytes));
            stream.Position += SHA256.HashSizeInBytes;
        }
    }

    private byte[] Write(IReadOnlyList<ContextEntry> entries, FileContent[] contents, int count)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Header);
        writer.Write(_contextDirectory);
        writer.Write(TransferKey);
        writer.Write(count);
        for (int i = 0; i < contents.Length; i++)
        {
            FileContent content = contents[i];
            if (!IsKept(content))
                continue;
            writer.Write(entries[i].Path);
            writer.Write(content.Stamp.Permissions);
            writer.Write(content.Stamp.Size);
            writer.Write(content.Stamp.Modified);
            writer.Write(content.Stamp.Changed);
            writer.Write(content.Stamp.Inode);
            writer.Write(content.IsSettled);
            writer.Write(content.Hash.Span);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    private sealed record Known(FileStamp Stamp, bool IsSettled, ReadOnlyMemory<byte> Hash);
}
