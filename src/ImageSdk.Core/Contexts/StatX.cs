using System.Runtime.InteropServices;

namespace ImageSdk.Contexts;

/// <summary>
/// Linux's <c>statx</c>, the one way to a file's inode, owner and time of last change, for which .NET has no API. Its structure
/// is the same on all architectures (<c>include/uapi/linux/stat.h</c>).
/// </summary>
internal static partial class StatX
{
    /// <summary>EPERM, the answer of older container sandboxes to calls that they do not know.</summary>
    public const int NotPermitted = 1;

    /// <summary>ENOENT.</summary>
    public const int NoEntry = 2;

    /// <summary>EACCES.</summary>
    public const int AccessDenied = 13;

    /// <summary>ENOTDIR: something on the way is not a directory.</summary>
    public const int NotDirectory = 20;

    /// <summary>ENOSYS.</summary>
    public const int NoSystemCall = 38;

    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7FF;

    /// <summary>Reads the state of a path.</summary>
    /// <param name="path">The first byte of an absolute path in UTF-8 that ends with a zero.</param>
    /// <param name="buffer">Receives the state.</param>
    /// <param name="followsLinks">Whether the state is that of the file that a symbolic link leads to.</param>
    /// <returns>0, or the error number; <see cref="NoSystemCall"/> also where the C library lacks the function.</returns>
    public static int Read(ref byte path, ref Buffer buffer, bool followsLinks = false)
    {
        try
        {
            return Invoke(CurrentDirectory, ref path, followsLinks ? 0 : NoFollow, BasicStats, ref buffer) == 0
                ? 0
                : Marshal.GetLastPInvokeError();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return NoSystemCall;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Invoke(int directory, ref byte path, int flags, uint mask, ref Buffer buffer);

    /// <summary>The part of <c>struct statx</c> that is of use.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct Buffer
    {
        /// <summary>The number of the user who owns it.</summary>
        [FieldOffset(20)]
        public uint UserId;

        /// <summary>The kind of file and its permission bits.</summary>
        [FieldOffset(28)]
        public ushort Mode;

        /// <summary>The inode.</summary>
        [FieldOffset(32)]
        public ulong Inode;

        /// <summary>The size in bytes.</summary>
        [FieldOffset(40)]
        public ulong Size;

        /// <summary>The time of the last change of anything (ctime).</summary>
        [FieldOffset(96)]
        public Time Changed;

        /// <summary>The time of the last change of the content (mtime).</summary>
        [FieldOffset(112)]
        public Time Modified;
    }

    /// <summary><c>struct statx_timestamp</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    public struct Time
    {
        /// <summary>Seconds since 1970.</summary>
        [FieldOffset(0)]
        public long Seconds;

        /// <summary>And nanoseconds.</summary>
        [FieldOffset(8)]
        public uint Fraction;

        /// <summary>The whole in nanoseconds since 1970.</summary>
        public readonly long Nanoseconds => unchecked(Seconds * 1_000_000_000 + Fraction);
    }
}
