using ImageSdk.Diagnostics;

namespace ImageSdk.Generation;

/// <summary>Files that one instruction can copy: of one folder, to one place, with one owner.</summary>
/// <param name="Folder">The full path of the folder that they are below.</param>
/// <param name="Target">The folder of the image that they go to, with a slash at the end.</param>
/// <param name="Owner">The owner as written; empty for root.</param>
/// <param name="Mode">The mode as written; empty for that of the file.</param>
/// <param name="Items">The items, one a file.</param>
internal sealed record ContentGroup(string Folder, string Target, string Owner, string Mode, IReadOnlyList<DeclaredItem> Items)
{
    /// <summary>The full paths of the files.</summary>
    public IEnumerable<string> Files => Items.Select(item => item.Path);

    /// <summary>
    /// The folders of the image that have to be there before the files are copied: BuildKit gives the mode of files to folders
    /// that it makes for them, too, so that nobody could enter them.
    /// </summary>
    public IEnumerable<string> NeededFolders =>
        Mode.Length == 0 ? [] : Items.Select(item => (Target + item.RecursiveDirectory.Replace('\\', '/')).TrimEnd('/'))
        .Distinct();

    /// <summary>Whether they are all that the folder has, so that the folder can be copied as it is.</summary>
    public bool IsWholeFolder { get; init; }

    /// <summary>Whether one of them is a Python program.</summary>
    public bool HasPython => Items.Any(item => item.Path.EndsWith(".py", StringComparison.Ordinal));

    /// <summary>
    /// The groups in the order in which they are copied: what several projects share before what is the project's own, since the
    /// own code changes most often.
    /// </summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="problems">Receives IMG6001, IMG6002 and IMG6003.</param>
    public static IReadOnlyList<ContentGroup> ReadAll(ImageDeclaration declaration, List<Diagnostic> problems)
    {
        var items = declaration.Of("ImageContent").Where(item => !IsByteCode(item.Path)).Where(item => Check(item, problems))
            .ToList();
        foreach (var same in items.GroupBy(item => TargetOf(item) + item.RecursiveDirectory + Path.GetFileName(item.Path))
            .Where(same => same.Select(item => item.Path).Distinct().Count() > 1))
        {
            problems.Add(DiagnosticDescriptors.DeclarationContradicts.At(ItemLocations.Of(same.Last()),
                $"{same.Last().Include} and {same.First().Include} both become {same.Key}. Give one of them another "
                + "TargetPath."));
        }

        var own = declaration.ProjectDirectory + Path.DirectorySeparatorChar;
        return [.. items
            .GroupBy(item => (Folder: FolderOf(item), Target: TargetOf(item), Owner: item["Owner"], Mode: item["Mode"]))
            .Select(group =>
                new ContentGroup(group.Key.Folder, group.Key.Target, group.Key.Owner, group.Key.Mode,
                    [.. group.DistinctBy(item => item.Path)])
            {
                IsWholeFolder = group.Key.Mode.Length == 0 && group.Key.Folder != declaration.ProjectDirectory
                    && IsAllOf(group.Key.Folder, items.Where(item => FolderOf(item) == group.Key.Folder).ToList(), group.Count()),
            })
            .OrderBy(group => (group.Folder + Path.DirectorySeparatorChar).StartsWith(own, StringComparison.Ordinal) ? 1 : 0)];
    }

    /// <summary>Where an item goes, with a slash at the end.</summary>
    private static string TargetOf(DeclaredItem item) =>
        ImageTarget.Normalize(item["TargetPath"].Length > 0 ? item["TargetPath"] : "/app").TrimEnd('/') + "/";

    /// <summary>The folder that the wildcard of an item starts in, or the file's own.</summary>
    private static string FolderOf(DeclaredItem item) =>
        Path.GetDirectoryName(item.Path[..^(item.RecursiveDirectory.Length + Path.GetFileName(item.Path).Length)] + "x")!;

    /// <summary>Whether all files of a folder are declared, and by one group.</summary>
    private static bool IsAllOf(string folder, List<DeclaredItem> declared, int ofGroup)
    {
        if (declared.Count != ofGroup) return false;

        var paths = declared.Select(item => item.Path).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !IsByteCode(path))
            .All(paths.Contains);
    }

    private static bool IsByteCode(string path) =>
        path.EndsWith(".pyc", StringComparison.Ordinal)
        || path.Contains($"{Path.DirectorySeparatorChar}__pycache__{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static bool Check(DeclaredItem item, List<Diagnostic> problems)
    {
        var problem = ImageTarget.Problem(item["TargetPath"]) is { Length: > 0 } target ? $"TargetPath of {item} is {target}"
            : item["Mode"].Length > 0 && !(item["Mode"].Length is 3 or 4 && item["Mode"].All(c => c is >= '0' and <= '7'))
            ? $"Mode of {item} is '{item["Mode"]}', which is not a valid mode. Write it as 0755."
            : "";
        if (problem.Length > 0) problems.Add(DiagnosticDescriptors.DeclarationInvalid.At(ItemLocations.Of(item), problem));
        if (File.Exists(item.Path)) return problem.Length == 0;

        problems.Add(DiagnosticDescriptors.DeclaredFileMissing.At(ItemLocations.Of(item), Directory.Exists(item.Path)
            ? $"{item.Include} is a folder. Write {item.Include.TrimEnd('/', '\\')}/** for all that is in it."
            : $"There is no {item.Path}. Correct the path, or write the file."));
        return false;
    }
}
