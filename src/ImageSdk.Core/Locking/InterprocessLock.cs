using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ImageSdk.Storage;

namespace ImageSdk.Locking;

/// <summary>
/// Keeps other threads and processes of the same user away from a file while it is read and written again. Held by an open
/// file outside the source tree, so that it ends with its process, however that ends, and leaves nothing beside the file.
/// </summary>
public sealed class InterprocessLock : IDisposable
{
    private readonly FileStream _held;

    private InterprocessLock(FileStream held) => _held = held;

    /// <summary>Waits until nobody else holds the lock for a path, and takes it.</summary>
    /// <param name="path">The full path of the file to protect; it need not exist.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">Someone else holds it; the message says who, where that is known.</exception>
    /// <exception cref="IOException">No folder for locks can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No folder for locks can be written.</exception>
    public static InterprocessLock Acquire(string path, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var file = LockFolder.FileFor(Name(path));
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(file) is { } taken) return taken;
            if (Stopwatch.GetElapsedTime(started) >= timeout)
                throw new TimeoutException($"{WhoHolds(file)} has held it for more than {timeout.TotalSeconds:0.###} s");
            cancellationToken.WaitHandle.WaitOne(Random.Shared.Next(1, 20));
        }
    }

    /// <summary>Takes the lock for a path if nobody else holds it; null if someone does.</summary>
    /// <param name="path">The full path of the file to protect; it need not exist.</param>
    /// <exception cref="IOException">No folder for locks can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No folder for locks can be written.</exception>
    public static InterprocessLock? TryAcquire(string path) => TryTake(LockFolder.FileFor(Name(path)));

    /// <summary>Lets the others in.</summary>
    public void Dispose() => _held.Dispose();

    private static InterprocessLock? TryTake(string file)
    {
        if (TryOpen(file) is not { } held) return null;

        SayWhoHolds(file);
        return new InterprocessLock(held);
    }

    /// <summary>
    /// The lock's file, open and ours; null when it is someone else's. It is never deleted: one who waits may have opened it
    /// already, and would then hold a file that nobody else can find.
    /// </summary>
    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
    }

    /// <summary>Sharing and lock violations of Windows; EAGAIN as Linux and as macOS and BSD number it.</summary>
    private static bool IsHeld(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) is 32 or 33 : error.HResult is 11 or 35;

    private static string Name(string path)
    {
        // One lock for two files that differ by case costs nothing; two locks for one file would lose an update.
        var bytes = Encoding.UTF8.GetBytes(path.ToUpperInvariant());
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16)) + ".lock";
    }

    /// <summary>Beside the lock, because nobody can read a file that is locked.</summary>
    private static void SayWhoHolds(string file)
    {
        try
        {
            // Deleted and created, never opened: whatever someone may have put there is not followed.
            File.Delete(OwnerOf(file));
            using var owner = new FileStream(OwnerOf(file), FileMode.CreateNew, FileAccess.Write);
            var process = Path.GetFileName(Environment.ProcessPath);
            owner.Write(Encoding.UTF8.GetBytes($"Process {Environment.ProcessId} ({process})"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Only a message would be poorer.
        }
    }

    private static string WhoHolds(string file)
    {
        try
        {
            return TextFile.Read(OwnerOf(file)) is { Length: > 0 } owner ? owner : "Another process";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "Another process";
        }
    }

    private static string OwnerOf(string file) => Path.ChangeExtension(file, ".owner");
}
