using System.Diagnostics;
using System.Net.Sockets;

namespace ImageSdk.Core.Tests.Storage;

/// <summary>Makes what is a file by name only.</summary>
internal static class SpecialFile
{
    /// <summary>A FIFO that nobody writes to: whoever opens it waits forever.</summary>
    public static string Fifo(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        Assert.AreEqual(0, made.ExitCode);
        return path;
    }

    /// <summary>The socket of a server.</summary>
    public static string Socket(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return path;
    }

    /// <summary>A link to a device that never ends.</summary>
    public static string Device(string path) => File.CreateSymbolicLink(path, "/dev/zero").FullName;

    /// <summary>A file that takes no room and is larger than any text.</summary>
    public static string Huge(string path)
    {
        using var file = File.Create(path);
        file.SetLength(40L * 1024 * 1024 * 1024);
        return path;
    }
}
