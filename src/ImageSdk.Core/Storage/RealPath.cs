namespace ImageSdk.Storage;

/// <summary>Paths without symbolic links.</summary>
internal static class RealPath
{
    /// <summary>The path with each symbolic link in it resolved, so all ways to one file are one path.</summary>
    /// <param name="path">A full path, of which the end need not exist.</param>
    /// <exception cref="IOException">The links form a cycle, or a directory cannot be read.</exception>
    public static string Of(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is null)
            return path;
        var here = Path.Combine(Of(folder), Path.GetFileName(path));
        var link = new FileInfo(here);
        return link.LinkTarget is null ? here : Of(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }
}
