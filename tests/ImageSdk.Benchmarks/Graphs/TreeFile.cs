namespace ImageSdk.Benchmarks.Graphs;

/// <summary>Writes files of a tree.</summary>
internal static class TreeFile
{
    /// <summary>Writes a file, and the folders that it needs.</summary>
    /// <param name="directory">The root of the tree.</param>
    /// <param name="path">The path from there.</param>
    /// <param name="content">The new content.</param>
    public static void Write(string directory, string path, string content)
    {
        var file = Path.Combine(directory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
