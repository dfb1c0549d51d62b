namespace ImageSdk.Generation;

/// <summary>Paths in a declared image.</summary>
internal static class ImageTarget
{
    /// <summary>
    /// What is wrong with a path, as the end of a sentence; empty for nothing. No path at all is for the caller to judge.
    /// </summary>
    public static string Problem(string path)
    {
        if (path.Length == 0) return "";
        if (path[0] != '/')
            return $"'{path}', which does not start with a slash. Write the whole path, such as /app/{path.TrimStart('.', '/')}.";
        if (path.Any(c => char.IsControl(c) || "\"'$`\\,;".Contains(c) || char.IsWhiteSpace(c)))
            return $"'{path}', which has characters that paths in images do not need.";

        var depth = 0;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            depth += part switch { ".." => -1, "." => 0, _ => 1 };
            if (depth < 0) return $"'{path}', which leads out of the image. Write a path below /.";
        }

        return "";
    }

    /// <summary>The path without <c>.</c>, <c>..</c> and double slashes.</summary>
    public static string Normalize(string path)
    {
        var parts = new Stack<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.Pop();
            else if (part is not ("." or "..")) parts.Push(part);
        }

        return "/" + string.Join('/', parts.Reverse());
    }
}
