namespace ImageSdk.Analysis.Requirements;

/// <summary>Paths in an image.</summary>
internal static class ImagePath
{
    /// <summary>
    /// A path below a folder, unless it is absolute, with <c>.</c> and <c>..</c> resolved and no slash at the end; empty where it
    /// is not known.
    /// </summary>
    /// <param name="folder">An absolute path, or empty where it is not known.</param>
    /// <param name="path">The path.</param>
    public static string Combine(string folder, string path)
    {
        if (path.Length == 0 || path.Contains('$') || path.Contains("://", StringComparison.Ordinal)
            || (path[0] != '/' && folder.Length == 0))
            return "";
        var parts = new List<string>();
        foreach (var part in (path[0] == '/' ? path : $"{folder}/{path}").Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>What of a path is below a folder: empty for the folder itself, null when it is not in it.</summary>
    public static string? Below(string path, string folder) =>
        path == folder
        ? ""
        : path.StartsWith(folder == "/" ? "/" : folder + "/", StringComparison.Ordinal)
        ? path[(folder == "/" ? 1 : folder.Length + 1)..]
        : null;
}
