using ImageSdk.Analysis.Images;
using ImageSdk.Generation;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Reads what a project without a Dockerfile says about its image.</summary>
internal static class DeclarationReader
{
    /// <summary>The declaration.</summary>
    /// <param name="project">The project, with the properties of the image as metadata.</param>
    /// <param name="items">The items of the image; the metadata <c>DeclaredAs</c> is the type of each.</param>
    /// <param name="parents">The images of referenced projects, with the files that hold their facts.</param>
    public static ImageDeclaration Read(ITaskItem project, ITaskItem[] items, ITaskItem[] parents)
    {
        var reader = new ItemReader(project);
        var properties = project.CloneCustomMetadata();
        return new ImageDeclaration
        {
            ProjectFile = project.GetMetadata("FullPath"),
            ContextDirectory = project.GetMetadata("Context") is { Length: > 0 } context ? reader.FullPath(context) : "",
            Parents = [.. reader.OnePerProject(parents)
                .Select(parent =>
                    new ParentFacts(parent.GetMetadata("ImageName"), ItemReader.Split(parent.GetMetadata("ImageNames")),
                FactsFile.TryRead(parent.GetMetadata("ImageFacts")) ?? new ImageFacts())
            {
                IsDistroless = parent.GetMetadata("ImageDistroless") is { Length: > 0 } distroless
                    && !distroless.Equals("false", StringComparison.OrdinalIgnoreCase),
            })],
            Properties = properties.Keys.Cast<string>().Where(name => ((string)properties[name]!).Length > 0)
                .ToDictionary(name => name, name => (string)properties[name]!, StringComparer.Ordinal),
            Items = [.. items.Select(item => Read(item, reader))],
        };
    }

    private static DeclaredItem Read(ITaskItem item, ItemReader reader)
    {
        var metadata = item.CloneCustomMetadata();
        var type = item.GetMetadata("DeclaredAs");
        var path = type switch
        {
            "ImageContent" or "PipRequirements" => reader.FullPath(item.ItemSpec),
            "AptSource" when item.GetMetadata("Key") is { Length: > 0 } key => reader.FullPath(key),
            _ => "",
        };
        return new DeclaredItem(type, item.ItemSpec, item.GetMetadata("DefinedIn"))
        {
            Metadata = metadata.Keys.Cast<string>().ToDictionary(name => name, name => (string)metadata[name]!),
            Path = path,
            RecursiveDirectory = item.GetMetadata("DeclaredBelow"),
        };
    }
}
