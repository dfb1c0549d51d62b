namespace ImageSdk.Locking;

/// <summary>Replaces files whole: whoever reads sees the old text or the new one, also after a crash.</summary>
internal static class AtomicFile
{
    private const int Attempts = 20;

    /// <summary>Writes beside and renames.</summary>
    /// <exception cref="IOException">The file or its folder cannot be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or access is denied.</exception>
    public static void Replace(string path, string text)
    {
        var current = new FileInfo(path);
        // Renaming over a read-only file works on Unix, against the intention of whoever made it so.
        if (current.Exists && current.IsReadOnly)
            throw new UnauthorizedAccessException($"'{path}' is read-only.");

        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write(text);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && current.Exists)
                File.SetUnixFileMode(beside, current.UnixFileMode);
            Rename(beside, path);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>On Windows a reader or a virus scanner may hold the old file for a moment.</summary>
    private static void Rename(string from, string to)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(from, to, overwrite: true);
                return;
            }
            catch (Exception error) when (OperatingSystem.IsWindows() && attempt < Attempts
                && error is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(attempt * 5);
            }
        }
    }
}
