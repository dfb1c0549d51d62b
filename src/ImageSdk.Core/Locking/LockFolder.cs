namespace ImageSdk.Locking;

/// <summary>
/// The folder of the files behind <see cref="InterprocessLock"/>: one for a user, the same for all processes. The user's data
/// folder comes first, since the temporary folder may differ from shell to shell. Not remembered: the next build of an MSBuild node may
/// have another home, where other processes look.
/// </summary>
internal static class LockFolder
{
    /// <exception cref="IOException">Neither folder can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Neither folder can be written.</exception>
    public static string FileFor(string name) => Path.Combine(Choose(), name);

    private static string Choose()
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var temporary = Path.Combine(Path.GetTempPath(), $"imagesdk-{Environment.UserName}");
        if (data.Length == 0)
            return Prepare(temporary);
        try
        {
            return Prepare(Path.Combine(data, "ImageSdk", "locks"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Build users often have no home, or one that cannot be written to.
            return Prepare(temporary);
        }
    }

    /// <summary>Creates the folder, for the user alone, and makes sure that files can be written in it.</summary>
    private static string Prepare(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var probe = new FileStream(
            Path.Combine(folder, "probe"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        return folder;
    }
}
