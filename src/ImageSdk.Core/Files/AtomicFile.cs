using System.Text;

namespace ImageSdk.Files;

/// <summary>Writes files so that a reader, or a killed process, sees the old content or the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes the text as UTF-8 to a file beside the path and renames it onto the path.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the bytes to a file beside the path and renames it onto the path.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// Writes the text only when the file has another one, so that a time stamp tells when the content changed.
    /// </summary>
    /// <returns>Whether the file was written.</returns>
    public static bool WriteIfDifferent(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text) return false;

        Write(path, text);
        return true;
    }
}
