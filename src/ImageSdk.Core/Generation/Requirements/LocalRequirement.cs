using System.Text.RegularExpressions;

namespace ImageSdk.Generation.Requirements;

/// <summary>
/// A path in a requirement file. pip runs in the image, so it finds there only what is bound into the RUN, or what the image has.
/// </summary>
/// <param name="Text">The line's own text, for messages.</param>
/// <param name="Path">The full path on this machine.</param>
/// <param name="IsAbsolute">Whether the line says the whole path, which the image may have.</param>
internal sealed partial record LocalRequirement(string Text, string Path, bool IsAbsolute)
{
    /// <summary>What pip can install without building it, and what it unpacks to build.</summary>
    private static readonly string[] Archives = [".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar"];

    /// <summary>
    /// Reads a requirement or the value of an option; null for an address, and for what environment variables decide.
    /// </summary>
    /// <param name="text">The text: <c>./wheels/a.whl</c>, <c>file:../a</c>, <c>.[extra]</c>.</param>
    /// <param name="directory">The full path of the directory that relative paths start from.</param>
    public static LocalRequirement? Of(string text, string directory)
    {
        var path = Rest().Replace(text, "");
        var isFile = path.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        if (isFile) path = Uri.UnescapeDataString(path["file:".Length..]).Replace("//localhost/", "/", StringComparison.Ordinal);
        if (path.StartsWith("///", StringComparison.Ordinal)) path = path[2..];
        if (path.Length == 0 || path.Contains('\0') || path.Contains("${", StringComparison.Ordinal)
            || (!isFile && Address().IsMatch(path)))
        {
            return null;
        }

        return new LocalRequirement(text, System.IO.Path.GetFullPath(path, directory), path.StartsWith('/'));
    }

    /// <summary>Whether it is a file that can be bound.</summary>
    public bool IsFile => !IsAbsolute && !Text.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && File.Exists(Path);

    /// <summary>Whether it is a directory of this machine that pip could install.</summary>
    public bool IsPackage =>
        ((string[])["pyproject.toml", "setup.py", "setup.cfg"]).Any(name => File.Exists(System.IO.Path.Combine(Path, name)));

    /// <summary>Whether there is something on this machine.</summary>
    public bool Exists => File.Exists(Path) || Directory.Exists(Path);

    /// <summary>The archives of a directory, as <c>--find-links</c> looks at them.</summary>
    public IEnumerable<string> Links =>
        Directory.EnumerateFiles(Path).Where(file => Archives.Any(end => file.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal);

    /// <summary>The condition, the fragment and the extras behind a path.</summary>
    [GeneratedRegex(@"(\[[^\]/]*\])?\s*(#.*)?(\s*;.*)?$", RegexOptions.Singleline)]
    private static partial Regex Rest();

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*://|git\+|[A-Za-z]:[\\/])")]
    private static partial Regex Address();
}
