using System.Xml;
using System.Xml.Linq;
using ImageSdk.Diagnostics;

namespace ImageSdk.Generation;

/// <summary>
/// Finds the line of an item or a property. MSBuild tells a task only which file has an item, so the file is read once more; only
/// when there is something to say about it.
/// </summary>
public static class ItemLocations
{
    /// <summary>The place of the element that made an item; the file without a line where no element can be told.</summary>
    public static SourceLocation Of(DeclaredItem item) => item.IsProperty
        ? FindProperty(item.DefinedIn, item.Type)
        : Load(item.DefinedIn) is { } project && FindItem(project, item) is { } element
        ? At(item.DefinedIn, element)
        : new SourceLocation(item.DefinedIn);

    /// <summary>The place where a property is set: in the project, or in the nearest Directory.Build.props above it.</summary>
    public static SourceLocation FindProperty(string projectFile, string name)
    {
        if (FindProperty(Load(projectFile), name) is { } own) return At(projectFile, own);

        for (var folder = Path.GetDirectoryName(projectFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var shared = Path.Combine(folder, "Directory.Build.props");
            if (File.Exists(shared) && FindProperty(Load(shared), name) is { } element) return At(shared, element);
        }

        return new SourceLocation(projectFile);
    }

    private static XElement? FindProperty(XDocument? project, string name) => project?.Descendants()
        .LastOrDefault(element => IsNamed(element, name) && element.Parent is { } parent && IsNamed(parent, "PropertyGroup"));

    /// <summary>
    /// The element that has the value as written, or else the last one that could make it: with a wildcard, or from a property.
    /// </summary>
    private static XElement? FindItem(XDocument project, DeclaredItem item)
    {
        var elements = project.Descendants()
            .Where(element => IsNamed(element, item.Type) && element.Attribute("Include") is not null).ToList();
        return elements.Find(element => Parts(element).Contains(item.Include, StringComparer.Ordinal))
            ?? elements.Find(element =>
                item.Type == "ProjectReference"
                && Parts(element).Any(part => Path.GetFileNameWithoutExtension(part.Replace('\\', '/')) == item.Include))
            ?? elements.FindLast(element => Parts(element).Any(part => part.AsSpan().ContainsAny("*?$@%")))
            ?? elements.FirstOrDefault();
    }

    private static string[] Parts(XElement element) =>
        element.Attribute("Include")!.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal static bool IsNamed(XElement element, string name) =>
        element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The place of an element.</summary>
    internal static SourceLocation At(string file, XElement element) =>
        element is IXmlLineInfo info && info.HasLineInfo()
        ? new SourceLocation(file, info.LineNumber, Math.Max(info.LinePosition - 1, 1))
        : new SourceLocation(file);

    /// <summary>A project file with its lines; null where it cannot be read.</summary>
    internal static XDocument? Load(string file)
    {
        try
        {
            return File.Exists(file) ? XDocument.Load(file, LoadOptions.SetLineInfo) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }
}
