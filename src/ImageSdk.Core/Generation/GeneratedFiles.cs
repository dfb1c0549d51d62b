using System.Globalization;
using ImageSdk.Diagnostics;
using ImageSdk.Storage;

namespace ImageSdk.Generation;

/// <summary>
/// The files of a generated Dockerfile on disk: the Dockerfile, its ignore file, and a map by which a message about a line of it
/// becomes one about the item that made the line.
/// </summary>
public static class GeneratedFiles
{
    private const char Separator = '\t';

    /// <summary>Writes the files where they changed. The folder must exist.</summary>
    /// <param name="dockerfile">The full path of the Dockerfile.</param>
    /// <param name="generated">What to write.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string dockerfile, GeneratedDockerfile generated)
    {
        AtomicFile.WriteIfDifferent(MapOf(dockerfile), string.Concat(generated.Blocks.Select(Line)));
        AtomicFile.WriteIfDifferent(dockerfile + ".dockerignore", generated.IgnoreText);
        AtomicFile.WriteIfDifferent(dockerfile, generated.Text);
    }

    /// <summary>Whether a project file was edited since the files were written, or looked at by <see cref="Confirm"/>.</summary>
    /// <param name="dockerfile">The full path of the Dockerfile.</param>
    /// <param name="declaration">What the project says.</param>
    public static bool IsOlderThan(string dockerfile, ImageDeclaration declaration)
    {
        // Of a file that is missing the time is in the year 1601.
        var written = File.GetLastWriteTimeUtc(MapOf(dockerfile));
        return declaration.ProjectFiles.Any(file => File.GetLastWriteTimeUtc(file) > written);
    }

    /// <summary>Notes that the files are what the project says now, also where nothing was written.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Confirm(string dockerfile) => File.SetLastWriteTimeUtc(MapOf(dockerfile), DateTime.UtcNow);

    /// <summary>Whether a Dockerfile is one that was written here.</summary>
    public static bool IsGenerated(string dockerfile) => File.Exists(MapOf(dockerfile));

    /// <summary>The place of the item that made a line of a generated Dockerfile; any other place as it is.</summary>
    public static SourceLocation Origin(SourceLocation location)
    {
        if (location.Line == 0 || location.File.Length == 0 || !IsGenerated(location.File)) return location;

        var blocks = TextFile.ReadLines(MapOf(location.File)).Select(Parse).OfType<GeneratedBlock>();
        return blocks.LastOrDefault(block =>
            block.FirstLine <= location.Line && location.Line <= block.LastLine && Names(block, location)) is { } named
                ? ItemLocations.Of(named.Origin)
            : blocks.FirstOrDefault(block => block.FirstLine <= location.Line && location.Line <= block.LastLine) is { } first
            ? ItemLocations.Of(first.Origin)
            : location;
    }

    private static string MapOf(string dockerfile) => dockerfile + ".map";

    /// <summary>Whether the line itself names the item, as where each package has a line of its own.</summary>
    private static bool Names(GeneratedBlock block, SourceLocation location) =>
        TextFile.ReadLines(location.File).ElementAtOrDefault(location.Line - 1) is { } line && block.Origin.Include.Length > 0
        && line.Contains(block.Origin.Include, StringComparison.Ordinal);

    private static string Line(GeneratedBlock block) => string.Join(Separator,
        block.FirstLine, block.LastLine, block.Origin.IsProperty, block.Origin.Type, Escape(block.Origin.Include),
        block.Origin.DefinedIn) + "\n";

    private static GeneratedBlock? Parse(string line) =>
        line.Split(Separator) is [var first, var last, var isProperty, var type, var include, var file]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && bool.TryParse(isProperty, out var isOfProperty) && Path.IsPathFullyQualified(file)
            ? new GeneratedBlock(from, to, new DeclaredItem(type, include, file) { IsProperty = isOfProperty })
            : null;

    private static string Escape(string text) => text.ReplaceLineEndings(" ").Replace(Separator, ' ');
}
