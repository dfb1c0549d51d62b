using ImageSdk.Storage;

namespace ImageSdk.Locking;

/// <summary>
/// The directory of the files behind <see cref="InterprocessLock"/>: one for a user, the same for all processes. The user's data
/// directory comes first, since the temporary directory may differ from shell to shell. Not remembered: the next build of an
/// MSBuild node may have another home, where other processes look. Another user who could write into the directory could hold a
/// lock for ever, or put a symbolic link in the place of a file, so such a directory is not used.
/// </summary>
internal static class LockFolder
{
    /// <exception cref="IOException">Neither directory can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Neither directory can be written.</exception>
    public static string FileFor(string name)
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(Choose(data, Path.GetTempPath()), name);
    }

    /// <summary>Build users often have no home, or one that cannot be written to.</summary>
    /// <param name="data">The user's data directory; empty for none.</param>
    /// <param name="temporary">The directory for temporary files.</param>
    internal static string Choose(string data, string temporary) =>
        data.Length > 0 && Path.Combine(data, "ImageSdk", "locks") is var locks && PrivateFolder.TryAt(locks)
        && CanBeWritten(locks)
            ? locks
            : PrivateFolder.For(temporary, "locks");

    /// <summary>A file system can be read-only, or full.</summary>
    private static bool CanBeWritten(string directory)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(directory, "probe"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
