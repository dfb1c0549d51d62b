using ImageSdk.Diagnostics;
using ImageSdk.Storage;

namespace ImageSdk.Generation.Compose;

/// <summary>Writes a compose file where there is none, or one that was written before.</summary>
public static class ComposeFile
{
    /// <summary>Writes it when its text has changed. Makes the folder.</summary>
    /// <exception cref="DiagnosticException">IMG6053: somebody else wrote the file that is there.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string text)
    {
        if (File.Exists(path) && !TextFile.Read(path).StartsWith(ComposeDocument.Mark, StringComparison.Ordinal))
        {
            throw new DiagnosticException(DiagnosticDescriptors.ComposeFileForeign.At(new SourceLocation(path, 1),
                $"'{Path.GetFileName(path)}' was not written by ImageSdk, and is left as it is. Rename it to "
                + "compose.override.yaml, which docker compose adds to "
                + "the written one, or have that written to another place: ImageComposeFile."));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteIfDifferent(path, text);
    }
}
