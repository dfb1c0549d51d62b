using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Contexts;

/// <summary>
/// A look at the folders of the build context that a target reads: what is in them that no image needs, what is secret, what is
/// large. It ends after a number of entries, so that an analysis stays quick in any tree: sizes are at least what it says.
/// </summary>
internal sealed class ContextSurvey
{
    /// <summary>An entry, with its size and what the ignore file says of it, costs about five microseconds.</summary>
    private const int MostEntries = 2500;

    private readonly AnalyzedImage _image;
    private readonly Dictionary<string, ContextPart> _byTop = new(StringComparer.Ordinal);
    private readonly List<ContextPart> _clutter = [];
    private readonly List<string> _secrets = [];
    private int _left = MostEntries;

    private ContextSurvey(AnalyzedImage image, IgnoreFile? ignoreFile, IReadOnlyList<FolderRead> reads)
    {
        _image = image;
        IgnoreFile = ignoreFile;
        Reads = reads;
    }

    /// <summary>
    /// The ignore file; <see cref="IgnoreFile.None"/> for none, null for one that cannot be read, which the build says.
    /// </summary>
    public IgnoreFile? IgnoreFile { get; }

    /// <summary>The reads of whole folders.</summary>
    public IReadOnlyList<FolderRead> Reads { get; }

    /// <summary>What is read and no image needs, in the order of paths.</summary>
    public IReadOnlyList<ContextPart> Clutter => _clutter;

    /// <summary>The paths of files that are copied and look like secrets, in order.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>The files and folders at the top of the context with their sizes, the largest first.</summary>
    public IReadOnlyList<ContextPart> Largest =>
        [.. _byTop.Values.OrderByDescending(part => part.Size).ThenBy(part => part.Path, StringComparer.Ordinal)];

    /// <summary>The bytes that are read, as far as it was looked.</summary>
    public long Size => _byTop.Values.Sum(part => part.Size);

    /// <summary>
    /// Whether files are in an <c>obj</c> that ImageSdk did not write; and likewise in an output directory below a <c>bin</c>.
    /// </summary>
    public (bool Obj, bool Bin) HasForeignOutput { get; private set; }

    /// <summary>Whether it ended before everything was seen.</summary>
    public bool IsPartial => _left <= 0;

    /// <summary>Looks at what an image reads.</summary>
    public static ContextSurvey Of(AnalyzedImage image)
    {
        var reads = IsContextKnown(image) ? FolderRead.Of(image).ToList() : [];
        var survey = new ContextSurvey(image, reads.Count == 0 ? IgnoreFile.None : Load(image.Input), reads);
        if (survey.IgnoreFile is { } ignoreFile)
            survey.Walk(ignoreFile.Patterns, reads);
        return survey;
    }

    /// <summary>The full path of the ignore file that is only for this Dockerfile.</summary>
    public static string OwnIgnoreFile(AnalysisInput input) => input.Dockerfile + ".dockerignore";

    /// <summary>
    /// Whether the context is what the build has: without a project that says so, a Dockerfile elsewhere can be meant for another
    /// folder, and then names files that are not there.
    /// </summary>
    private static bool IsContextKnown(AnalyzedImage image) => image.Input.LockFile.Length > 0
        || Path.GetDirectoryName(image.Input.Dockerfile) == image.Input.ContextDirectory.TrimEnd(Path.DirectorySeparatorChar)
        || image.Inputs.ContextReads.Where(read =>
            read.ContextName is null && !GoGlob.HasWildcards(read.Source) && !read.Source.Contains('\0')).All(read =>
            Path.Combine(image.Input.ContextDirectory, GoPath.Rooted(read.Source)) is var path
            && (File.Exists(path) || image.Input.Files.IsFolder(path)));

    private static IgnoreFile? Load(AnalysisInput input)
    {
        foreach (var path in new[] { OwnIgnoreFile(input), Path.Combine(input.ContextDirectory, ".dockerignore") })
        {
            if (input.Files.FindText(path) is not { } text)
                continue;
            try
            {
                return IgnoreFile.Parse(text, path);
            }
            catch (DiagnosticException)
            {
                return null;
            }
        }

        return IgnoreFile.None;
    }

    /// <summary>Breadth first, what is known by its name last, so that a large one does not hide the next.</summary>
    private void Walk(PatternList patterns, IReadOnlyList<FolderRead> reads)
    {
        var folders = new Queue<Folder>();
        var later = new Queue<Folder>();
        foreach (var group in reads.Where(read => !reads.Any(other => IsBelow(read.Path, other.Path)))
            .GroupBy(read => read.Path, StringComparer.Ordinal))
            folders.Enqueue(new Folder(group.Key, patterns.MatchesOf(group.Key), null));
        var copied = reads.Where(read => read.IsCopied).Select(read => read.Path).ToList();
        while (_left > 0 && (folders.TryDequeue(out var folder) || later.TryDequeue(out folder)))
        {
            foreach (var entry in Visit(folder, patterns, copied))
                (entry.Part is null ? folders : later).Enqueue(entry);
        }

        // What has only files that ImageSdk wrote is not sent.
        _clutter.RemoveAll(part => !IsPartial && !part.HasFiles && part.Name is "obj" or "bin");
        _clutter.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        _secrets.Sort(StringComparer.Ordinal);
    }

    private IEnumerable<Folder> Visit(Folder folder, PatternList patterns, IReadOnlyList<string> copied)
    {
        var entries = _image.Input.Files.List(FullPath(folder.Path)).Take(_left).ToList();
        _left -= entries.Count;
        foreach (var entry in entries)
        {
            var path = GoPath.Join(folder.Path, entry.Name);
            var matches = new bool[folder.Matches.Length];
            var isIgnored = patterns.IsMatch(path, folder.Matches, matches);
            if (isIgnored && (!entry.IsFolder || !patterns.MayReleaseBelow(path, matches)))
                continue;
            if (OwnFiles.IsName(entry.Name) && OwnFiles.Is(path))
                continue;
            if (!entry.IsFolder)
            {
                Add(path, entry.Size, folder.Part);
                if (folder.Part is null && Contexts.Clutter.OfFile(entry.Name) is { } kind)
                    _clutter.Add(new ContextPart(path, kind) { IsFile = true, HasFiles = true, Size = entry.Size });
                if (folder.Part is null && copied.Any(read => read.Length == 0 || IsBelow(path, read))
                    && SecretFile.Is(path, entry.Size, () => _image.Input.Files.Find(FullPath(path))))
                    _secrets.Add(path);
                continue;
            }

            var part = folder.Part;
            if (part is null && !isIgnored
                && Contexts.Clutter.Of(path, entries.Select(other => other.Name),
                    name => File.Exists(Path.Combine(FullPath(path), name))
                || _image.Input.Files.List(FullPath(path)).Any(other => other.Name == name)) is { } clutter)
            {
                part = new ContextPart(path, clutter);
                _clutter.Add(part);
            }

            yield return new Folder(path, matches, part);
        }
    }

    private void Add(string path, long size, ContextPart? part)
    {
        var top = path.Split('/', 2)[0];
        if (!_byTop.TryGetValue(top, out var sum))
            _byTop[top] = sum = new ContextPart(top);
        sum.Size += size;
        var isBin = IsIn(path, "bin/Debug/") || IsIn(path, "bin/Release/");
        HasForeignOutput = (HasForeignOutput.Obj || IsIn(path, "obj/"), HasForeignOutput.Bin || isBin);
        if (part is null)
            return;
        part.Size += size;
        part.HasFiles = true;
    }

    private string FullPath(string path) =>
        Path.Combine(_image.Input.ContextDirectory, path.Replace('/', Path.DirectorySeparatorChar));

    private static bool IsIn(string path, string folder) => ("/" + path).Contains("/" + folder, StringComparison.Ordinal);

    private static bool IsBelow(string path, string folder) =>
        path != folder && (folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal));

    private sealed record Folder(string Path, bool[] Matches, ContextPart? Part);
}
