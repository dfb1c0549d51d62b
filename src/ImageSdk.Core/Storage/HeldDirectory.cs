namespace ImageSdk.Storage;

/// <summary>
/// A directory that somebody uses, among others that may be left over. A file in it is open as long as it is in use, so that the
/// use ends with the process, however that ends, and the next process can tell what is left over.
/// </summary>
public sealed class HeldDirectory : IDisposable
{
    private readonly FileStream _held;

    private HeldDirectory(string directory, FileStream held) => (FullPath, _held) = (directory, held);

    /// <summary>The directory.</summary>
    public string FullPath { get; }

    /// <summary>A new directory, which is held.</summary>
    /// <param name="root">The directory that it is made in, which is made with it.</param>
    public static HeldDirectory Create(string root)
    {
        while (true)
        {
            var directory = Path.Combine(root, Guid.NewGuid().ToString("N"));
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(HoldFile(directory), []);

            // Otherwise one who removes what is not in use came in between.
            if (TryHold(directory) is { } held) return held;
        }
    }

    /// <summary>Keeps a directory from being removed; null when it is not there.</summary>
    public static HeldDirectory? TryHold(string directory)
    {
        try
        {
            TextFile.ThrowIfNotRegular(HoldFile(directory));
            return new HeldDirectory(directory, File.Open(HoldFile(directory), FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Removes the directories that nobody holds.</summary>
    /// <param name="root">The directory that they are in; it need not exist.</param>
    /// <param name="last">One that stays, though nobody holds it; or empty.</param>
    public static void RemoveOthers(string root, string last = "")
    {
        if (!Directory.Exists(root)) return;

        foreach (var directory in Directory.GetDirectories(root).Where(d => d != last))
        {
            try
            {
                TextFile.ThrowIfNotRegular(HoldFile(directory));
                using var alone = File.Open(HoldFile(directory), FileMode.Open, FileAccess.Read, FileShare.None);
                Directory.Delete(directory, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or being removed by another process; the next one tries again.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held.Dispose();

    private static string HoldFile(string directory) => Path.Combine(directory, "in-use");
}
