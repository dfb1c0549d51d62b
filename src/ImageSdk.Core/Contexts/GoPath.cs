namespace ImageSdk.Contexts;

/// <summary>Paths by the rules of Go's <c>path</c> package, which BuildKit applies to patterns and sources.</summary>
internal static class GoPath
{
    /// <summary>
    /// The shortest lexical form of a slash-separated path, as <c>path.Clean</c> gives it: no empty and no <c>.</c>
    /// components, <c>..</c> resolved where a component precedes it and dropped at the root; <c>.</c> for nothing.
    /// </summary>
    public static string Clean(string path)
    {
        bool rooted = path.StartsWith('/');
        var kept = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                kept.Add(part);
            else if (kept.Count > 0 && kept[^1] != "..")
                kept.RemoveAt(kept.Count - 1);
            else if (!rooted)
                kept.Add(part);
        }

        string joined = string.Join('/', kept);
        if (rooted)
            return "/" + joined;
        return joined.Length == 0 ? "." : joined;
    }

    /// <summary>
    /// A source of an instruction as a path below the context: <c>..</c> stops at the context's root, as BuildKit joins
    /// every source with <c>/</c>. The context itself is the empty string.
    /// </summary>
    public static string Rooted(string source) => Clean("/" + source)[1..];

    /// <summary>A directory's path and the name of an entry in it; the context itself is the empty string.</summary>
    public static string Join(string directory, ReadOnlySpan<char> name) =>
        directory.Length == 0 ? name.ToString() : string.Concat(directory, "/", name);

    /// <summary>The directory of a path; the context itself for a path of one component.</summary>
    public static string Parent(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}
