using ImageSdk.Dockerfiles;

namespace ImageSdk.Contexts;

/// <summary>
/// The directories of a context of which nothing is left without <see cref="OwnFiles"/>: <c>obj/Release</c> and what is above it,
/// up to the <c>artifacts</c> directory of the .NET SDK's other layout. BuildKit would send them without their files, and an
/// image would still tell by which configuration its siblings were built.
/// </summary>
internal static class OwnDirectories
{
    private const string Extension = ".imageproj";

    private static readonly string[] Roots = ["obj", "bin"];

    /// <summary>Takes these directories out of the entries of a context.</summary>
    /// <param name="contextDirectory">The context's directory.</param>
    /// <param name="entries">What is read of the context without <see cref="OwnFiles"/>, in ordinal order of the paths.</param>
    /// <param name="reads">The reads; a directory that one of them names stays.</param>
    /// <returns>The paths of the directories.</returns>
    public static IReadOnlyCollection<string> Remove(
        string contextDirectory, List<ContextEntry> entries, IReadOnlyList<ContextRead> reads)
    {
        HashSet<string>? removed = null;
        List<string>? starts = null;
        // From the end, since what is in a directory comes after it.
        for (int i = entries.Count - 1; i >= 0; i--)
        {
            string path = entries[i].Path;
            bool mayBeOwn = entries[i].Kind == ContextEntryKind.Directory && (IsOutput(path) || HasRemoved(path));
            if (!mayBeOwn || HasEntries(entries, i + 1, path + "/", removed))
                continue;
            starts ??= [.. reads.Select(OwnFiles.StartOf)];
            if (ToPattern(path) is not null
                && !starts.Exists(start => start == path || start.StartsWith(path + "/", StringComparison.Ordinal))
                && IsOwn(contextDirectory, path, removed))
                (removed ??= new(StringComparer.Ordinal)).Add(path);
        }

        if (removed is null)
            return [];
        entries.RemoveAll(entry => removed.Contains(entry.Path));
        return removed;

        bool HasRemoved(string path) => removed is not null && removed.Any(own => GoPath.Parent(own) == path);
    }

    /// <summary>
    /// The directories that builds of other image projects in the context are going to make: BuildKit may come to see them while
    /// it reads.
    /// </summary>
    /// <param name="contextDirectory">The context's directory.</param>
    /// <param name="entries">What is read of the context.</param>
    /// <param name="outputs">
    /// The directory below which this project writes, relative to the context: <c>app/obj/Release</c>, or
    /// <c>artifacts/obj/app/release</c> for the layout with one directory for all projects.
    /// </param>
    public static IEnumerable<string> Expected(string contextDirectory, IReadOnlyList<ContextEntry> entries, string outputs)
    {
        string configuration = outputs[(outputs.LastIndexOf('/') + 1)..];
        string shared = GoPath.Parent(GoPath.Parent(outputs));
        bool isShared = !shared.StartsWith("../", StringComparison.Ordinal)
            && (shared == "obj" || shared.EndsWith("/obj", StringComparison.Ordinal));
        return entries.Where(entry => entry.Path.EndsWith(Extension, StringComparison.Ordinal))
            .SelectMany(entry => Roots.Select(root => isShared
                ? GoPath.Join(GoPath.Join(GoPath.Parent(shared), root), NameOf(entry.Path))
                : GoPath.Join(GoPath.Parent(entry.Path), root)))
            .Distinct(StringComparer.Ordinal)
            .Select(directory => FirstMissing(contextDirectory, GoPath.Join(directory, configuration))).OfType<string>()
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The rule of an ignore file that means exactly a path; null when none can.</summary>
    public static string? ToPattern(string path)
    {
        // Rules are trimmed, and such a first character has a meaning of its own, also after a slash.
        if (path.Length == 0 || path[0] is '!' or '#' || path.Trim() != path || path.AsSpan().ContainsAny('\r', '\n'))
            return null;
        if (!path.AsSpan().ContainsAny("*?[]\\"))
            return path;
        return OperatingSystem.IsWindows() ? null : string.Concat(path.Select(c => "*?[]\\".Contains(c) ? $"\\{c}" : $"{c}"));
    }

    private static bool IsOutput(string path)
    {
        foreach (Range part in path.AsSpan().Split('/'))
        {
            if (path.AsSpan()[part] is "obj" or "bin")
                return true;
        }

        return false;
    }

    private static bool HasEntries(List<ContextEntry> entries, int first, string prefix, HashSet<string>? removed)
    {
        // Names such as "bin-x" lie between "bin" and "bin/x".
        for (int i = first; i < entries.Count && string.CompareOrdinal(entries[i].Path, 0, prefix, 0, prefix.Length) <= 0; i++)
        {
            if (entries[i].Path.StartsWith(prefix, StringComparison.Ordinal) && removed?.Contains(entries[i].Path) != true)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a directory from which nothing is sent is an output. Below <c>obj</c> and <c>bin</c> each is, whether or not the
    /// user's rules keep out what is in it: the compiler of a .NET project makes <c>obj/Debug</c> as well. Of <c>bin</c> itself
    /// that says only what is in it. A directory above is an output if nothing else is in it: <c>artifacts</c>.
    /// </summary>
    private static bool IsOwn(string contextDirectory, string path, HashSet<string>? removed)
    {
        bool isOutput = IsOutput(path);
        if (isOutput && !Roots.Contains(path[(path.LastIndexOf('/') + 1)..]))
            return true;
        bool hasOwn = false;
        bool hasOther = false;
        try
        {
            DirectoryReader.Read(Path.Combine(contextDirectory, path), (name, _) =>
            {
                bool isOwn = OwnFiles.IsName(name) || removed?.Contains(GoPath.Join(path, name)) == true;
                hasOwn |= isOwn;
                hasOther |= !isOwn;
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return isOutput ? hasOwn : !hasOther;
    }

    private static string NameOf(string project) => project[(project.LastIndexOf('/') + 1)..^Extension.Length];

    /// <summary>The first directory on the way to a path that is not there; null when all are.</summary>
    private static string? FirstMissing(string contextDirectory, string path)
    {
        for (int end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (!Path.Exists(Path.Combine(contextDirectory, path[..end])))
                return path[..end];
        }

        return Path.Exists(Path.Combine(contextDirectory, path)) ? null : path;
    }
}
