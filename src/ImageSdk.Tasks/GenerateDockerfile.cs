using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using ImageSdk.References;
using ImageSdk.Variants;
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

    /// <summary>
    /// Whether nobody asked for this image, but only for its facts. What is wrong with it is then no error; it has no Dockerfile.
    /// </summary>
    public bool SaysNothing { get; set; }

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
        try
        {
            Generate();
        }
        catch (DiagnosticException e) when (SaysNothing)
        {
            if (File.Exists(Dockerfile)) File.Delete(Dockerfile);
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
        }
    }

    private void Generate()
    {
        // Conditions on a variant that is none bring in nothing, of which much could be said.
        var variant = new ImageVariant(Declaration.GetMetadata("ImageVariant"),
            ItemReader.Split(Declaration.GetMetadata("ImageVariants")));
        if (variant.Check(ProjectFile) is { } unknown) throw new DiagnosticException(unknown);

        var declaration = DeclarationReader.Read(Declaration, Items, Parents);
        var isEdited = GeneratedFiles.IsOlderThan(Dockerfile, declaration);
        if (isEdited && WrittenValues.Check(declaration, WrittenValues.DeclaredTypes) is { Count: > 0 } changed)
            throw new DiagnosticException(changed);

        var generated = DockerfileGenerator.Generate(declaration);
        Directory.CreateDirectory(Path.GetDirectoryName(Dockerfile)!);
        GeneratedFiles.Write(Dockerfile, generated);
        if (isEdited) GeneratedFiles.Confirm(Dockerfile);
        Context = generated.ContextDirectory;
        BaseArgument = ImageRequest.TryParse(Declaration.GetMetadata("ContainerBaseImage"), out var request, out _)
            && request.Range is not null
            ? Declaration.GetMetadata("ContainerBaseImage") : "";
    }
}
