using ImageSdk.Dockerfiles;
namespace ImageSdk.Contexts;

/// <summary>
/// Finds what the source of one read stands for, component by component, as BuildKit resolves it: wildcards as in
/// <c>filepath.Match</c>, symbolic links followed, and nothing ever above the context's root. The sources are
/// <c>ResolveWildcards</c> and <c>rootPath</c> in <c>tonistiigi/fsutil/copy</c>.
/// </summary>
/// <remarks>
/// Where BuildKit's instructions differ, more is found rather than less: <c>**</c> stands for any directories, as with
/// <c>--parents</c>, though without it it is a star; links are followed in front of a wildcard's matches too.
/// </remarks>
internal sealed class SourceResolver(ContextCollector collector, TreeWalker walker, ContextRead read, PatternList? excludes)
{
    /// <summary>As many links as BuildKit follows before it takes them for a circle.</summary>
    private const int MostLinks = 255;

    private readonly HashSet<string> _ancestors = [];

    /// <summary>The first path on the way that exists but is ignored.</summary>
    public string? Blocked { get; private set; }

    /// <summary>Adds what the source stands for; false when that is nothing.</summary>
    public bool Resolve(IReadOnlyList<SourcePart> parts) => Descend("", parts, 0, 0);

    private bool Descend(string directory, IReadOnlyList<SourcePart> parts, int index, int links)
    {
        for (; index < parts.Count && parts[index].Text is "" or "." or ".."; index++)
            directory = parts[index].Text == ".." ? GoPath.Parent(directory) : directory;
        bool[] ignored = collector.Ignore.MatchesOf(directory);
        if (index == parts.Count)
            return Finish(directory, ignored, ExclusionsFor(directory));

        SourcePart part = parts[index];
        if (!part.IsPattern)
            return Step(directory, part.Text, ignored, parts, index, links);
        if (part.Text.Contains("**", StringComparison.Ordinal))
            return DescendAnywhere(directory, ignored, parts, index, links);

        bool found = false;
        foreach (string name in NamesIn(directory, part.Text))
            found |= Step(directory, name, ignored, parts, index, links);
        return found;
    }

    /// <summary>Takes a component with <c>**</c>: nothing, or any directory and the same component again in it.</summary>
    private bool DescendAnywhere(string directory, bool[] ignored, IReadOnlyList<SourcePart> parts, int index, int links)
    {
        if (parts[index].Text != "**" || index == parts.Count - 1)
            return Finish(directory, ignored, Exclusions.None);
        bool found = Descend(directory, parts, index + 1, links);
        var directories = new List<string>();
        collector.List(directory, (name, mayBeDirectory) =>
        {
            if (mayBeDirectory)
                directories.Add(name.ToString());
        });
        foreach (string name in directories)
        {
            if (collector.TryStat(GoPath.Join(directory, name), out FileStamp stamp) && stamp.Kind == ContextEntryKind.Directory)
                found |= Step(directory, name, ignored, parts, index - 1, links);
        }

        return found;
    }

    /// <summary>Takes one component of the way, the last of which is what the source stands for.</summary>
    private bool Step(string directory, string name, bool[] ignored, IReadOnlyList<SourcePart> parts, int index, int links)
    {
        string path = GoPath.Join(directory, name);
        bool isLast = index == parts.Count - 1;
        var own = new bool[ignored.Length];
        bool isIgnored = collector.Ignore.IsMatch(path, ignored, own);
        if (!collector.TryStat(path, out FileStamp stamp))
            return false;
        if (isIgnored && (stamp.Kind != ContextEntryKind.Directory || !collector.Ignore.MayReleaseBelow(path, own)))
        {
            Blocked ??= path;
            return false;
        }

        switch (stamp.Kind)
        {
            case ContextEntryKind.Directory when !isLast:
                return Descend(path, parts, index + 1, links);

            case ContextEntryKind.Directory:
                return Finish(path, own, ExclusionsFor(path));

            case ContextEntryKind.SymbolicLink:
                collector.Add(path, stamp);
                AddAncestors(path);
                string? target = collector.ReadLink(path);
                if (target is null || links == MostLinks)
                    return false;
                SourcePart[] rest = [.. target.Split('/').Select(text => new SourcePart(text, false)), .. parts.Skip(index + 1)];
                return Descend(target.StartsWith('/') ? "" : directory, rest, 0, links + 1);

            default:
                if (isLast)
                {
                    collector.Add(path, stamp);
                    AddAncestors(path);
                }

                return isLast;
        }
    }

    /// <summary>
    /// Adds a directory that the source stands for. One that is ignored is there only as the way to what is not.
    /// </summary>
    private bool Finish(string directory, bool[] ignored, Exclusions exclusions)
    {
        bool any = walker.Walk(directory, ignored, exclusions);
        if (directory.Length == 0)
            return true; // The root's own permissions are not the user's: BuildKit makes it anew.
        if (!any && collector.IgnoreFile.IsIgnored(directory))
        {
            Blocked ??= directory;
            return false;
        }

        AddDirectory(directory);
        AddAncestors(directory);
        return true;
    }

    private Exclusions ExclusionsFor(string directory)
    {
        if (excludes is null)
            return Exclusions.None;
        if (!read.Parents)
            return new Exclusions(excludes, directory);
        int pivot = read.Source.IndexOf("/./", StringComparison.Ordinal);
        return new Exclusions(excludes, pivot < 0 ? "" : GoPath.Rooted(read.Source[..pivot])).For(directory);
    }

    private void AddAncestors(string path)
    {
        if (!read.Parents)
            return;
        for (string parent = GoPath.Parent(path); parent.Length > 0 && _ancestors.Add(parent); parent = GoPath.Parent(parent))
            AddDirectory(parent);
    }

    private void AddDirectory(string path)
    {
        if (collector.TryStat(path, out FileStamp stamp))
            collector.Add(path, stamp);
    }

    /// <summary>
    /// The names in a directory that a component matches. A mount has no wildcards, so a name that is the component itself
    /// is one of them even where brackets in it would match something else.
    /// </summary>
    private List<string> NamesIn(string directory, string pattern)
    {
        var names = new List<string>();
        collector.List(directory, (name, _) =>
        {
            if (GoGlob.IsMatch(pattern, name) || name.SequenceEqual(pattern))
                names.Add(name.ToString());
        });
        return names;
    }
}
