using ImageSdk.Analysis.Images;
using ImageSdk.Generation;
using ImageSdk.References;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Writes the Dockerfile of an image that a project declares by items, and its ignore file.</summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateDockerfile : ImageTask
{
    /// <summary>The project, with the properties of the image as metadata.</summary>
    [Required]
    public ITaskItem Declaration { get; set; } = null!;

    /// <summary>The items of the image; the metadata <c>DeclaredAs</c> is the type of each.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>The images of referenced projects, with the files that hold their facts.</summary>
    public ITaskItem[] Parents { get; set; } = [];

    /// <summary>Where the Dockerfile is written.</summary>
    [Required]
    public string Dockerfile { get; set; } = "";

    /// <summary>The full path of the build context.</summary>
    [Output]
    public string Context { get; set; } = "";

    /// <summary>The base image, where it is a range of tags, which a Dockerfile can only take as a build argument.</summary>
    [Output]
    public string BaseArgument { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Declaration.GetMetadata("FullPath");

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var reader = new ItemReader(Declaration);
        var properties = Declaration.CloneCustomMetadata();
        var declaration = new ImageDeclaration
        {
            ProjectFile = ProjectFile,
            ContextDirectory = Declaration.GetMetadata("Context") is { Length: > 0 } context ? reader.FullPath(context) : "",
            Parents = [.. reader.OnePerProject(Parents).Select(parent => new ParentFacts(parent.GetMetadata("ImageName"), ItemReader.Split(parent.GetMetadata("ImageNames")),
                FactsFile.TryRead(parent.GetMetadata("ImageFacts")) ?? new ImageFacts())
            {
                IsDistroless = parent.GetMetadata("ImageDistroless") is { Length: > 0 } distroless && !distroless.Equals("false", StringComparison.OrdinalIgnoreCase),
            })],
            Properties = properties.Keys.Cast<string>().Where(name => ((string)properties[name]!).Length > 0).ToDictionary(name => name, name => (string)properties[name]!, StringComparer.Ordinal),
            Items = [.. Items.Select(item => Read(item, reader))],
        };
        var generated = DockerfileGenerator.Generate(declaration);
        Directory.CreateDirectory(Path.GetDirectoryName(Dockerfile)!);
        GeneratedFiles.Write(Dockerfile, generated);
        Context = generated.ContextDirectory;
        BaseArgument = ImageRequest.TryParse(Declaration.GetMetadata("ContainerBaseImage"), out var request, out _) && request.Range is not null
            ? Declaration.GetMetadata("ContainerBaseImage") : "";
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
