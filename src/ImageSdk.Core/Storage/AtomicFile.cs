using System.Text;

namespace ImageSdk.Storage;

/// <summary>Replaces files whole: whoever reads sees the old content or the new one, also after a process was killed.</summary>
public static class AtomicFile
{
    private const int Attempts = 20;

    /// <summary>Writes the text as UTF-8 beside the path and renames it onto the path. The folder must exist.</summary>
    /// <exception cref="IOException">The file or its folder cannot be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or access is denied.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var beside = Stage(path, content);
        try
        {
            Rename(beside, path);
        }
        catch
        {
            TryDelete(beside);
            throw;
        }
    }

    /// <summary>Writes the text beside the path, with the permissions of the file that is there.</summary>
    /// <returns>The path of the new file, for <see cref="Rename"/>.</returns>
    internal static string Stage(string path, string text) => Stage(path, Encoding.UTF8.GetBytes(text));

    private static string Stage(string path, ReadOnlySpan<byte> content)
    {
        var current = new FileInfo(path);
        // Renaming over a read-only file works on Unix, against the intention of whoever made it so.
        if (current.Exists && current.IsReadOnly)
            throw new UnauthorizedAccessException($"'{path}' is read-only.");

        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(beside, content);
            if (!OperatingSystem.IsWindows() && current.Exists)
                File.SetUnixFileMode(beside, current.UnixFileMode);
            return beside;
        }
        catch
        {
            TryDelete(beside);
            throw;
        }
    }

    /// <summary>
    /// Writes the text only when the file has another one, so that a time stamp tells when the content changed.
    /// </summary>
    /// <returns>Whether the file was written.</returns>
    public static bool WriteIfDifferent(string path, string text)
    {
        if (Has(path, text)) return false;

        Write(path, text);
        return true;
    }

    private static bool Has(string path, string text)
    {
        try
        {
            return File.Exists(path) && TextFile.Read(path) == text;
        }
        catch (UnusableFileException)
        {
            // Not a file of ours; the rename takes its place.
            return false;
        }
    }

    /// <summary>Removes what a failure left, which is the one to be told of: when that fails too, it stays.</summary>
    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Often it was never made, for the same reason.
        }
    }

    /// <summary>Takes the place of a file. On Windows a reader or a virus scanner may hold the old file for a moment.</summary>
    internal static void Rename(string from, string to)
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
