using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Contexts;

/// <summary>A <c>COPY</c>, an <c>ADD</c> or a bind mount that reads a whole folder of the build context.</summary>
/// <param name="Step">The instruction.</param>
/// <param name="Path">The folder relative to the context, with slashes; empty for the context itself.</param>
/// <param name="Span">Where the folder is written.</param>
internal sealed record FolderRead(Step Step, string Path, TextSpan Span)
{
    /// <summary>Whether it reads all that the ignore file leaves.</summary>
    public bool IsWhole => Path.Length == 0;

    /// <summary>Whether what it reads gets into a layer.</summary>
    public bool IsCopied => Step.Instruction is CopyInstruction;

    /// <summary>
    /// The reads of folders by the stages that the target needs. Those with <c>--exclude</c> are left out: someone chose.
    /// </summary>
    public static IEnumerable<FolderRead> Of(AnalyzedImage image)
    {
        foreach (var step in image.Stages.SelectMany(stage => stage.Steps)
            .Where(step => step.Instruction is not CopyInstruction { Excludes.Count: > 0 }))
        {
            foreach (var source in SourcesOf(step.Instruction))
            {
                var written = VariableExpansion.Of(source.Value, image.Dockerfile.Escape, step.State.Lookup);
                if (written is not { Unset.Count: 0, Value: { } value } || value.Contains('\0'))
                    continue;
                var path = value is "*" or "./*" ? "" : GoPath.Rooted(value);
                if (path.Length == 0 || (!GoGlob.HasWildcards(path)
                    && image.Input.Files.IsFolder(System.IO.Path.Combine(image.Input.ContextDirectory, path))))
                    yield return new FolderRead(step, path, source.Span);
            }
        }
    }

    /// <summary>The paths of the context that an instruction names.</summary>
    public static IEnumerable<Token> SourcesOf(Instruction instruction) => instruction switch
    {
        CopyInstruction { From: null } copy => copy.Sources.Where(source => !RemoteSource.IsRemote(source.Value)),
        RunInstruction run =>
            run.Mounts.Where(mount => mount is { Type: "bind", From: null }).Select(mount => mount.Source).OfType<Token>(),
        _ => [],
    };
}
