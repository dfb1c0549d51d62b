namespace ImageSdk.Storage;

/// <summary>Replaces several files: all of them or none.</summary>
public static class FileReplacement
{
    /// <summary>
    /// Writes all new texts beside the files first, which is where a disk is full or a directory is read-only. Only then it
    /// renames them, and puts back what it renamed if that fails.
    /// </summary>
    /// <param name="files">The full paths; the text of each now, null where no file exists; and the new text.</param>
    /// <exception cref="FileReplacementException">A file cannot be replaced.</exception>
    public static void Write(IReadOnlyList<(string Path, string? Before, string After)> files)
    {
        var staged = new List<string>();
        var renamed = 0;
        try
        {
            foreach (var (path, _, after) in files) staged.Add(AtomicFile.Stage(path, after));
            for (; renamed < files.Count; renamed++) AtomicFile.Rename(staged[renamed], files[renamed].Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var failed = staged.Count < files.Count ? staged.Count : renamed;
            var lost = files.Take(renamed).Where(file => !TryPutBack(file.Path, file.Before)).Select(file => file.Path).ToList();
            throw new FileReplacementException(files[failed].Path, lost, error);
        }
        finally
        {
            foreach (var temporary in staged.Skip(renamed)) AtomicFile.TryDelete(temporary);
        }
    }

    private static bool TryPutBack(string path, string? before)
    {
        try
        {
            if (before is null) File.Delete(path);
            else AtomicFile.Write(path, before);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
