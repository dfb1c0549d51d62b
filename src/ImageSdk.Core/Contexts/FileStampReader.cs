using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace ImageSdk.Contexts;

/// <summary>
/// Reads the stamps of files below one directory. On Linux with one <c>statx</c> each and nothing allocated; elsewhere with
/// what .NET offers, which has neither the time of the last change nor the inode.
/// </summary>
internal sealed class FileStampReader(string root)
{
    private static bool s_hasStatX = OperatingSystem.IsLinux();

    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + "/");

    /// <summary>The full path of an entry.</summary>
    public string FullPath(string relativePath) => Path.Combine(root, relativePath);

    /// <summary>Reads the stamp of a file, directory or symbolic link itself.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="IOException">The file system refuses to say.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory on the way may not be searched.</exception>
    public bool TryRead(string relativePath, out FileStamp stamp)
    {
        if (s_hasStatX && TryStatX(relativePath, out stamp) is { } found)
            return found;
        return TryFileInfo(relativePath, out stamp);
    }

    private static ContextEntryKind KindOf(int mode) => (mode & 0xF000) switch
    {
        0x8000 => ContextEntryKind.File,
        0x4000 => ContextEntryKind.Directory,
        0xA000 => ContextEntryKind.SymbolicLink,
        _ => 0,
    };

    /// <returns>Null when the kernel, or a sandbox around us, does not have the call.</returns>
    private bool? TryStatX(string relativePath, out FileStamp stamp)
    {
        byte[] path = ArrayPool<byte>.Shared.Rent(_prefix.Length + Encoding.UTF8.GetMaxByteCount(relativePath.Length) + 1);
        try
        {
            _prefix.CopyTo(path, 0);
            int length = _prefix.Length + Encoding.UTF8.GetBytes(relativePath, path.AsSpan(_prefix.Length));
            path[length] = 0;
            stamp = default;
            StatX.Buffer buffer = default;
            int error = StatX.Read(ref path[0], ref buffer);
            switch (error)
            {
                case 0:
                    stamp = new FileStamp(
                        KindOf(buffer.Mode), buffer.Mode & 0xFFF, (long)buffer.Size,
                        buffer.Modified.Nanoseconds, buffer.Changed.Nanoseconds, buffer.Inode);
                    return true;
                case StatX.NoEntry or StatX.NotDirectory:
                    return false;
                case StatX.NoSystemCall or StatX.NotPermitted:
                    s_hasStatX = false;
                    return null;
                case StatX.AccessDenied:
                    throw new UnauthorizedAccessException(Marshal.GetPInvokeErrorMessage(error));
                default:
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(path);
        }
    }

    private bool TryFileInfo(string relativePath, out FileStamp stamp)
    {
        stamp = default;
        var info = new FileInfo(FullPath(relativePath));
        FileAttributes attributes = info.Attributes;
        if (attributes == (FileAttributes)(-1))
            return false;
        ContextEntryKind kind = info.LinkTarget is not null ? ContextEntryKind.SymbolicLink
            : attributes.HasFlag(FileAttributes.Directory) ? ContextEntryKind.Directory
            : ContextEntryKind.File;

        // BuildKit's client on Windows, which has no such bits, sends everything as readable and executable.
        int permissions = OperatingSystem.IsWindows() ? 0x1ED : (int)info.UnixFileMode;
        long size = kind == ContextEntryKind.File ? info.Length : 0;
        long modified = (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        stamp = new FileStamp(kind, permissions, size, modified, 0, 0);
        return true;
    }
}
