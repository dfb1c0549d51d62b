using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using ImageSdk.Storage;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Writes a generated Dockerfile and its ignore file beside the project, where they are the user's own from then on.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class EjectDockerfile : ImageTask
{
    /// <summary>The image.</summary>
    [Required]
    public ITaskItem Definition { get; set; } = null!;

    /// <summary>The base image where it is a range of tags.</summary>
    public string BaseArgument { get; set; } = "";

    /// <summary>The name of the file beside the project.</summary>
    [Required]
    public string FileName { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Definition.GetMetadata("FullPath");

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var reader = new ItemReader(Definition);
        _ = reader.Definition(needsDockerfile: false);
        // There is nothing to eject unless the project declares its image.
        var isDeclared = reader.Is("Declared") == true;
        var folder = Path.GetDirectoryName(ProjectFile)!;
        var target = Path.Combine(folder, FileName);
        foreach (var file in (string[])[target, target + ".dockerignore"])
        {
            if (!isDeclared || File.Exists(file))
                throw new DiagnosticException(DiagnosticDescriptors.EjectWouldReplace.At(new SourceLocation(file),
                    "The image has this file already, and it may be yours. Delete it, and eject again."));
        }

        var generated = reader.FullPath(Definition.GetMetadata("Dockerfile"));
        AtomicFile.Write(target + ".dockerignore", TextFile.Read(generated + ".dockerignore"));
        AtomicFile.Write(target, TextFile.Read(generated));

        var context = Path.GetRelativePath(folder, reader.FullPath(Definition.GetMetadata("Context"))).Replace('\\', '/');
        IEnumerable<string> additions =
        [
            .. context == "."
            ? Array.Empty<string>()
            : [$"  <PropertyGroup><ImageContext>{context}</ImageContext></PropertyGroup>"],
            .. BaseArgument.Length == 0
            ? Array.Empty<string>()
            : [$"  <ItemGroup><ImageBuildArg Include=\"{DockerfileGenerator.BaseArgument}\" Value=\"{BaseArgument}\" "
            + "/></ItemGroup>"],
        ];
        Log.LogMessage(MessageImportance.High, "{0}", $"{Definition.GetMetadata("Name")} -> {target}");
        Log.LogMessage(MessageImportance.High, "{0}",
            "  The Dockerfile counts from now on. Remove the items and properties of the declared image from the project"
            + (additions.Any() ? ", and add:" + Environment.NewLine + string.Join(Environment.NewLine, additions) : "."));
    }
}
