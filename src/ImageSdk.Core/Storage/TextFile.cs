using System.Text;
using ImageSdk.Contexts;

namespace ImageSdk.Storage;

/// <summary>
/// Reads text files that anybody may have put in their place. Only regular files up to a size are read: a FIFO would make the
/// build wait forever, and a device or a huge file would fill the memory.
/// </summary>
public static class TextFile
{
    /// <summary>
    /// The largest file that is read, in bytes. Locks with the hashes of thousands of packages are smaller than 2 MB.
    /// </summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>The text of a file: UTF-8, or what its byte order mark says. The mark itself is left out.</summary>
    /// <exception cref="UnusableFileException">It is not a regular file, or too large.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Read(string path) => ReadText(path).TextWithoutMark;

    /// <summary>The text of a file that has to be UTF-8, and whether it is.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static FileText ReadText(string path) => FileText.Decode(ReadBytes(path));

    /// <summary>The lines of a file.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static IReadOnlyList<string> ReadLines(string path)
    {
        using var reader = new StringReader(Read(path));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line) lines.Add(line);
        return lines;
    }

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="maximumBytes">The largest file that is read.</param>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static byte[] ReadBytes(string path, int maximumBytes = MaximumBytes)
    {
        ThrowIfNotRegular(path);
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);

        // The length is 0 for files of /proc, and a file may grow meanwhile: what counts is what is read.
        var content = new byte[Math.Min(RandomAccess.GetLength(file), maximumBytes) + 1];
        var count = 0;
        for (int read; (read = RandomAccess.Read(file, content.AsSpan(count), count)) > 0;)
        {
            count += read;
            if (count > maximumBytes)
                throw new UnusableFileException(path,
                    $"is larger than {maximumBytes / 1024 / 1024} MiB, more than ImageSdk reads of such a file. Shorten it.");
            if (count == content.Length) Array.Resize(ref content, (int)Math.Min(2L * count, maximumBytes + 1L));
        }

        return content[..count];
    }

    /// <summary>
    /// Stops where a file is something else. Only Linux says what a file is before it is opened; elsewhere .NET has no such
    /// question.
    /// </summary>
    /// <exception cref="UnusableFileException">It is not a regular file.</exception>
    internal static void ThrowIfNotRegular(string path)
    {
        var state = default(StatX.Buffer);
        if (!OperatingSystem.IsLinux()
            || StatX.Read(ref Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0')[0], ref state, followsLinks: true) != 0)
        {
            return;
        }

        var kind = (state.Mode & 0xF000) switch
        {
            0x8000 => null,
            0x4000 => "a directory",
            0x1000 => "a FIFO",
            0xC000 => "a socket",
            _ => "a device",
        };
        if (kind is not null)
        {
            throw new UnusableFileException(path,
                $"is {kind}, and ImageSdk reads only regular files. Put a regular file in its place.");
        }
    }
}
