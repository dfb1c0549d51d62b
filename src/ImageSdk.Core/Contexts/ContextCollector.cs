using ImageSdk.Diagnostics;

namespace ImageSdk.Contexts;

/// <summary>
/// What all reads of one context gather: its entries, and what went wrong. All looks at the file system go through here, so
/// that what vanishes meanwhile is as if it never was, and what may not be read is reported.
/// </summary>
internal sealed class ContextCollector(string root, IgnoreFile ignoreFile, CancellationToken cancellationToken)
{
    private readonly FileStampReader _stamps = new(root);

    /// <summary>The context's directory.</summary>
    public string Root { get; } = root;

    /// <summary>The ignore file of the context.</summary>
    public IgnoreFile IgnoreFile { get; } = ignoreFile;

    /// <summary>The patterns of <see cref="IgnoreFile"/>.</summary>
    public PatternList Ignore => IgnoreFile.Patterns;

    /// <summary>All entries so far, in no particular order; one that several reads reach may be there more than once.</summary>
    public List<ContextEntry> Entries { get; } = [];

    /// <summary>The directories that were looked into, in the state of the first look.</summary>
    public Dictionary<string, DirectoryState> Directories { get; } = new(StringComparer.Ordinal);

    /// <summary>All messages so far.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Reads the state of a path itself; false when there is nothing or nothing can be known.</summary>
    public bool TryStat(string path, out FileStamp stamp)
    {
        stamp = default;
        try
        {
            if (_stamps.TryRead(path, out stamp))
                return true;
            if (path.Contains('\uFFFD'))
                ReportUnreadable(path, "Its name is not valid UTF-8, so BuildKit cannot send it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ReportUnreadable(path, e.Message);
        }

        return false;
    }

    /// <summary>Adds an entry; what is no file, directory or link never is one.</summary>
    public void Add(string path, in FileStamp stamp)
    {
        bool isLink = stamp.Kind == ContextEntryKind.SymbolicLink;
        string? target = isLink ? ReadLink(path) : null;
        if (stamp.Kind == 0 || isLink && target is null)
            return;
        long size = stamp.Kind == ContextEntryKind.File ? stamp.Size : 0;
        Entries.Add(new ContextEntry(path, stamp.Kind, isLink ? 0 : stamp.Permissions, size, target) { Stamp = stamp });
    }

    /// <summary>The text of a symbolic link, or null when it is none any more.</summary>
    public string? ReadLink(string path)
    {
        try
        {
            return new FileInfo(_stamps.FullPath(path)).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ReportUnreadable(path, e.Message);
            return null;
        }
    }

    /// <summary>Visits the names in a directory.</summary>
    public void List(string directory, DirectoryReader.Visitor visit)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // The state first: a change that comes later shows in the next look.
            _stamps.TryRead(directory, out FileStamp stamp);
            long names = 0;
            bool hasOwn = false;
            DirectoryReader.Read(_stamps.FullPath(directory), (name, mayBeDirectory) =>
            {
                names += string.GetHashCode(name);
                hasOwn |= OwnFiles.IsName(name);
                visit(name, mayBeDirectory);
            });
            Directories.TryAdd(directory, new DirectoryState(stamp, names, hasOwn));
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted since its parent was read.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ReportUnreadable(directory, e.Message);
        }
    }

    /// <summary>The message about an entry that cannot be read.</summary>
    public static Diagnostic Unreadable(string fullPath, string path, string reason) =>
        DiagnosticDescriptors.ContextUnreadable.At(
            new SourceLocation(fullPath),
            $"'{path}' is part of the build context but cannot be read. {reason} Change its permissions, or exclude it in "
            + ".dockerignore.");

    private void ReportUnreadable(string path, string reason) =>
        Diagnostics.Add(Unreadable(_stamps.FullPath(path), path, reason));
}
