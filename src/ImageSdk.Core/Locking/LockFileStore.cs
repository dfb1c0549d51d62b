using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Locking;

/// <summary>
/// Reads and updates the lock file on disk. Projects restore at once, in threads and in processes: each update reads what
/// is there, changes it and replaces the file whole, one after the other. Processes of different users, and containers that
/// share a folder, do not wait for each other; for them the file is whole all the same, but the last one wins.
/// </summary>
public static class LockFileStore
{
    /// <summary>How long an update waits for the updates of others: they take milliseconds.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The lock file's content, which is empty when there is no such file.</summary>
    /// <exception cref="DiagnosticException">IMG2002: the file is damaged. IMG2003: the file cannot be read.</exception>
    public static LockFile ReadOrEmpty(string path) => Read(path) ?? LockFile.Empty;

    /// <summary>The lock file's content, or null when there is no such file.</summary>
    /// <exception cref="DiagnosticException">IMG2002: the file is damaged. IMG2003: the file cannot be read.</exception>
    public static LockFile? Read(string path)
    {
        try
        {
            // Others may replace the file while it is open; this reader keeps what it opened.
            var text = TextFile.ReadText(path);
            return text.IsUtf8 ? LockFile.Parse(text.Text, path) : throw NotUtf8(text, path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, $"cannot be read: {error.Message}", error);
        }
    }

    /// <summary>
    /// Changes the lock file: reads it, applies a change and replaces it, with no other update in between. Nothing is written
    /// when nothing changes, and no file is created for an empty lock.
    /// </summary>
    /// <param name="path">The file; it need not exist, its folder must.</param>
    /// <param name="change">From the content that is there, empty when there is no file, to the new one. Short and pure:
    /// others wait for it.</param>
    /// <param name="timeout">How long to wait for others; <see cref="DefaultTimeout"/> when null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The content that the file has now.</returns>
    /// <exception cref="DiagnosticException">IMG2002: the file is damaged, and stays as it is. IMG2003: the file cannot be
    /// read or written, or someone else holds it for too long.</exception>
    public static LockFile Update(
        string path,
        Func<LockFile, LockFile> change,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            var target = RealPath.Of(Path.GetFullPath(path));
            using var exclusive = InterprocessLock.Acquire(target, timeout ?? DefaultTimeout, cancellationToken);
            var before = ReadOrEmpty(path);
            var after = change(before);
            if (!after.Equals(before))
                AtomicFile.Write(target, after.Write());
            return after;
        }
        catch (TimeoutException error)
        {
            throw Unavailable(path, $"is in use: {error.Message}. Try again when it has ended", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, $"cannot be written: {error.Message}", error);
        }
    }

    private static DiagnosticException NotUtf8(FileText text, string path) => new(DiagnosticDescriptors.LockFileDamaged.At(
        new SourceText(text.Text, path).LocationAt(text.FirstInvalid),
        $"The lock file cannot be read: its text {text.Problem}. Save it as UTF-8, "
        + "or take it from the last commit, then restore."));

    private static DiagnosticException Unavailable(string path, string problem, Exception cause) => new(
        DiagnosticDescriptors.LockFileUnavailable.At(new SourceLocation(path), $"The lock file {problem.TrimEnd('.')}."), cause);
}
