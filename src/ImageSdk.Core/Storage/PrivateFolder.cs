using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using ImageSdk.Contexts;

namespace ImageSdk.Storage;

/// <summary>A folder in the folder for temporary files that belongs to this user alone, although others may write beside it.</summary>
public static partial class PrivateFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// The user's folder of that purpose, the same for all processes. When somebody else has put something in its place, or it has
    /// been opened to others, a new folder that is this process's own.
    /// </summary>
    /// <param name="purpose">Part of the folder's name.</param>
    /// <exception cref="IOException">The folder for temporary files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder for temporary files cannot be written.</exception>
    public static string For(string purpose) => For(Path.GetTempPath(), purpose);

    /// <summary>The same elsewhere.</summary>
    internal static string For(string parent, string purpose)
    {
        // The folder for temporary files is the user's own there.
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(Path.Combine(parent, $"imagesdk-{purpose}")).FullName;

        var folder = Path.Combine(parent, $"imagesdk-{purpose}-{GetUserId()}");
        try
        {
            Directory.CreateDirectory(folder, Mine);
            if (IsMine(folder)) return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file of that name, or a folder that we may not look into.
        }

        return Directory.CreateTempSubdirectory($"imagesdk-{purpose}-").FullName;
    }

    /// <summary>Whether it is a real folder of this user, in which nobody else can have put anything.</summary>
    [UnsupportedOSPlatform("windows")]
    private static bool IsMine(string folder)
    {
        var state = default(StatX.Buffer);
        if (OperatingSystem.IsLinux() && StatX.Read(ref Encoding.UTF8.GetBytes(folder + '\0')[0], ref state) == 0)
        {
            return (state.Mode & 0xF1FF) == 0x4000 + (int)Mine && state.UserId == GetUserId();
        }

        // .NET does not tell who owns a folder; but only its owner may set its mode.
        var info = new DirectoryInfo(folder);
        if (info.LinkTarget is not null || info.UnixFileMode != Mine) return false;
        File.SetUnixFileMode(folder, Mine);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetUserId();
}
