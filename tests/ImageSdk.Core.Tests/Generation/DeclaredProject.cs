using System.Xml.Linq;
using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>
/// Reads a project file as far as these tests write them: items, properties, lists, and <c>**</c> at the end of a path. What MSBuild makes
/// of real projects is tested end to end.
/// </summary>
internal static class DeclaredProject
{
    private static readonly string[] FileItems = ["ImageContent", "PipRequirements"];

    public static ImageDeclaration Read(string projectFile)
    {
        var project = XDocument.Load(projectFile);
        var folder = Path.GetDirectoryName(projectFile)!;
        var items = project.Descendants("ItemGroup").Elements().Where(element => element.Name != "ProjectReference")
            .SelectMany(element => Split(element.Attribute("Include")!.Value).SelectMany(include => Expand(folder, include).Select(file => Item(element, file, projectFile)))).ToList();
        var properties = project.Descendants("PropertyGroup").Elements().GroupBy(element => element.Name.LocalName).ToDictionary(same => same.Key, same => same.Last().Value);
        return new ImageDeclaration
        {
            ProjectFile = projectFile,
            ContextDirectory = properties.Remove("ImageContext", out var context) ? Path.GetFullPath(context, folder) : "",
            Items = items,
            Properties = properties,
            Parents = [.. project.Descendants("ProjectReference").Select(reference => Parent(Path.GetFullPath(reference.Attribute("Include")!.Value, folder)))],
        };
    }

    /// <summary>What a parent's own build would write down.</summary>
    private static ParentFacts Parent(string projectFile)
    {
        var declaration = Read(projectFile);
        var name = Path.GetFileNameWithoutExtension(projectFile);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var dockerfile = Path.Combine(folder.FullName, "Dockerfile");
            var generated = DockerfileGenerator.Generate(declaration);
            GeneratedFiles.Write(dockerfile, generated);
            var input = new AnalysisInput { Dockerfile = dockerfile, ContextDirectory = generated.ContextDirectory, Parents = declaration.Parents };
            return new ParentFacts(name, [name], Analyzer.Analyze(input, []).Facts) { IsDistroless = declaration.Properties.ContainsKey("ImageDistroless") };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static DeclaredItem Item(XElement element, (string Path, string Below) file, string projectFile) => new(element.Name.LocalName, file.Path, projectFile)
    {
        Metadata = element.Attributes().Where(attribute => attribute.Name != "Include").Select(attribute => (attribute.Name.LocalName, attribute.Value))
            .Concat(element.Elements().Select(child => (child.Name.LocalName, child.Value))).ToDictionary(),
        Path = FileItems.Contains(element.Name.LocalName) ? Path.GetFullPath(file.Path, Path.GetDirectoryName(projectFile)!)
            : element.Attribute("Key") is { } key ? Path.GetFullPath(key.Value, Path.GetDirectoryName(projectFile)!) : "",
        RecursiveDirectory = file.Below,
    };

    private static IEnumerable<(string Path, string Below)> Expand(string folder, string include)
    {
        if (!include.EndsWith("/**", StringComparison.Ordinal)) return [(include, "")];

        var root = Path.GetFullPath(include[..^3], folder);
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
        {
            var below = Path.GetRelativePath(root, file);
            return (include[..^2] + below, below[..^Path.GetFileName(below).Length]);
        });
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
