using System.Security.Cryptography;
using System.Text;
using ImageSdk.Storage;

namespace ImageSdk.Contexts;

/// <summary>
/// The hashes of files from the last time, each with the stamp under which it is valid. The file is binary: a header, the
/// context's directory, the entries, and the SHA-256 of it all, without which nothing in it is believed.
/// </summary>
internal sealed class HashCache
{
    private readonly string? _file;
    private readonly string _contextDirectory;
    private readonly Dictionary<string, (FileStamp Stamp, ReadOnlyMemory<byte> Hash)> _hashes = [];
    private int _hits;

    private HashCache(string? file, string contextDirectory)
    {
        _file = file;
        _contextDirectory = contextDirectory;
    }

    /// <summary>A name and the version of the format.</summary>
    private static ReadOnlySpan<byte> Header => "IMAGESDK CONTEXT HASHES 1\n"u8;

    /// <summary>Reads the file, if there is a good one of this context.</summary>
    public static HashCache Load(string? file, string contextDirectory)
    {
        var cache = new HashCache(file, contextDirectory);
        try
        {
            if (file is not null && File.Exists(file))
                cache.Read(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without it everything is read again, which is all that it saves.
        }

        return cache;
    }

    /// <summary>The hash of a file that has not changed.</summary>
    public bool TryGet(string path, in FileStamp stamp, out ReadOnlyMemory<byte> hash)
    {
        hash = default;
        if (!_hashes.TryGetValue(path, out (FileStamp Stamp, ReadOnlyMemory<byte> Hash) known) || known.Stamp != stamp)
            return false;
        hash = known.Hash;
        _hits++;
        return true;
    }

    /// <summary>Writes what was found this time, unless that is what the file has already.</summary>
    public void Save(IReadOnlyList<ContextEntry> entries, FileContent[] contents)
    {
        int settled = contents.Count(content => content.IsSettled);
        if (_file is null || settled == _hits && _hits == _hashes.Count)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            AtomicFile.Write(_file, Write(entries, contents, settled));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk is full or read-only; the next build is slower and nothing else.
        }
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
        int count = reader.ReadInt32();
        _hashes.EnsureCapacity(count);
        for (int i = 0; i < count; i++)
        {
            string path = reader.ReadString();
            var stamp = new FileStamp(
                ContextEntryKind.File, reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(),
                reader.ReadUInt64());
            int start = Header.Length + (int)stream.Position;
            _hashes[path] = (stamp, bytes.AsMemory(start, SHA256.HashSizeInBytes));
            stream.Position += SHA256.HashSizeInBytes;
        }
    }

    private byte[] Write(IReadOnlyList<ContextEntry> entries, FileContent[] contents, int settled)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Header);
        writer.Write(_contextDirectory);
        writer.Write(settled);
        for (int i = 0; i < contents.Length; i++)
        {
            FileContent content = contents[i];
            if (!content.IsSettled)
                continue;
            writer.Write(entries[i].Path);
            writer.Write(content.Stamp.Permissions);
            writer.Write(content.Stamp.Size);
            writer.Write(content.Stamp.Modified);
            writer.Write(content.Stamp.Changed);
            writer.Write(content.Stamp.Inode);
            writer.Write(content.Hash.Span);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }
}
