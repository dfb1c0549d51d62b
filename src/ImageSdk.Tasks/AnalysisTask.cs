using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Git;
using ImageSdk.Locking;
using ImageSdk.Planning;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>What the tasks of the analysis share. None of them needs an engine or a network.</summary>
public abstract class AnalysisTask : ImageTask
{
    /// <summary>The image that the project declares.</summary>
    [Required]
    public ITaskItem Definition { get; set; } = null!;

    /// <summary>ImageBuildArg.</summary>
    public ITaskItem[] BuildArguments { get; set; } = [];

    /// <summary>The images of referenced projects, with the files that hold their facts.</summary>
    public ITaskItem[] Parents { get; set; } = [];

    /// <summary>The images of the solution, with the files that hold their facts.</summary>
    public ITaskItem[] Family { get; set; } = [];

    /// <summary>Dockerfiles without a project of their own, which count instead of the project's.</summary>
    public ITaskItem[] Dockerfiles { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Definition.GetMetadata("FullPath");

    /// <summary>The folder that paths are shown relative to: the repository, or where the lock of the family is.</summary>
    private protected string Root => GitRepository.Find(Path.GetDirectoryName(ProjectFile)!)?.Directory
        ?? Path.GetDirectoryName(LockFileLocation.Find(Path.GetDirectoryName(ProjectFile)!))!;

    /// <summary>What there is to analyse.</summary>
    /// <exception cref="DiagnosticException">IMG0006, IMG0007: the project is wrong.</exception>
    private protected IReadOnlyList<AnalysisInput> ReadInputs()
    {
        var definition = new ItemReader(Definition).Definition(buildArguments: BuildArguments, needsDockerfile: Dockerfiles.Length == 0);
        var input = new AnalysisInput
        {
            Dockerfile = definition.Dockerfile,
            ContextDirectory = definition.ContextDirectory,
            Target = definition.Target,
            BuildArguments = definition.BuildArguments,
            Platform = (definition.BuildPlatforms is [var platform, ..] ? platform : ImageDefinition.Host).ToString(),
            Parents = [.. Parents.Select(parent => new ParentFacts(parent.GetMetadata("ImageName"), ItemReader.Split(parent.GetMetadata("ImageNames")),
                FactsFile.TryRead(parent.GetMetadata("ImageFacts")) ?? new ImageFacts()))],
            Platforms = [.. definition.Platforms.Select(platform => platform.ToString())],
            Family = [.. Family.Where(member => member.GetMetadata("ImageProject") != ProjectFile).Select(member => new FamilyMember(member.GetMetadata("ImageName"),
                FactsFile.TryRead(member.GetMetadata("ImageFacts")) ?? new ImageFacts()))],
            Name = Path.GetFileNameWithoutExtension(ProjectFile),
            LockFile = definition.LockFile,
        };
        return Dockerfiles.Length == 0
            ? [input]
            : [.. Dockerfiles.Select(file => new AnalysisInput { Dockerfile = file.GetMetadata("FullPath"), ContextDirectory = definition.ContextDirectory })];
    }
}
