using System.Text;

namespace ImageSdk.Generation;

/// <summary>The files that a declared image takes from its build context, and the context that has them all.</summary>
internal sealed class DeclaredFiles
{
    private readonly SortedSet<string> _files;
    private readonly SortedSet<string> _folders;

    /// <summary>Chooses the context, unless the project did.</summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="files">The full paths of all files that the image reads.</param>
    /// <param name="folders">
    /// The full paths of folders of which everything is declared, apart from what Python leaves behind.
    /// </param>
    public DeclaredFiles(ImageDeclaration declaration, IEnumerable<string> files, IEnumerable<string> folders)
    {
        _files = new SortedSet<string>(files, StringComparer.Ordinal);
        _folders = new SortedSet<string>(folders, StringComparer.Ordinal);
        ContextDirectory = declaration.ContextDirectory.Length > 0
            ? Path.TrimEndingDirectorySeparator(declaration.ContextDirectory)
            : CommonFolder(declaration.ProjectDirectory, _files);
    }

    /// <summary>The full path of the context.</summary>
    public string ContextDirectory { get; }

    /// <summary>Whether a file is in the context.</summary>
    public bool Contains(string path) => !Path.GetRelativePath(ContextDirectory, path).StartsWith("..", StringComparison.Ordinal);

    /// <summary>A path as an instruction names it: relative to the context, with slashes.</summary>
    public string Relative(string path) => Path.GetRelativePath(ContextDirectory, path).Replace('\\', '/');

    /// <summary>The ignore file that denies everything else.</summary>
    public string WriteIgnoreFile()
    {
        var text = new StringBuilder("# What the project declares, and nothing else.\n**\n");
        foreach (var folder in _folders) text.Append('!').Append(Escape(Relative(folder))).Append('\n');
        foreach (var file in _files.Where(file => !_folders.Any(folder => IsBelow(file, folder))))
            text.Append('!').Append(Escape(Relative(file))).Append('\n');
        if (_folders.Count > 0) text.Append("**/__pycache__\n**/*.py[cod]\n");
        return text.ToString();
    }

    private static bool IsBelow(string file, string folder) =>
        file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string CommonFolder(string folder, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            while (!IsBelow(file, folder) && Path.GetDirectoryName(folder) is { } above) folder = above;
        }

        return folder;
    }

    /// <summary>A path as a pattern that matches nothing else.</summary>
    private static string Escape(string path) => string.Concat(path.Select(c => "*?[]\\".Contains(c) ? $"\\{c}" : c.ToString()));
}
