using ImageSdk.Analysis;
using ImageSdk.Analysis.Families;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Reports;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Git;
using ImageSdk.Locking;
using ImageSdk.Planning;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// What the tasks of the analysis share. None of them needs an engine or a network; where there is an engine, it may be asked.
/// </summary>
public abstract class AnalysisTask : ImageTask
{
    private readonly List<AnalysisProblem> _problems = [];

    /// <summary>The image that the project declares.</summary>
    [Required]
    public ITaskItem Definition { get; set; } = null!;

    /// <summary>ImageBuildArg.</summary>
    public ITaskItem[] BuildArguments { get; set; } = [];

    /// <summary>The images of referenced projects, with the files that hold their facts.</summary>
    public ITaskItem[] Parents { get; set; } = [];

    /// <summary>The referenced .NET projects.</summary>
    public ITaskItem[] DotNetReferences { get; set; } = [];

    /// <summary>ImageNamedContext.</summary>
    public ITaskItem[] NamedContexts { get; set; } = [];

    /// <summary>The images of the solution, with the files that hold their facts.</summary>
    public ITaskItem[] Family { get; set; } = [];

    /// <summary>Dockerfiles without a project of their own, which count instead of the project's.</summary>
    public ITaskItem[] Dockerfiles { get; set; } = [];

    /// <summary>
    /// ImageDockerfiles, a pattern an item; none for the project's own Dockerfile. The metadata <c>Pattern</c> of
    /// <see cref="Dockerfiles"/> says which pattern found a file.
    /// </summary>
    public ITaskItem[] DockerfilePatterns { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Definition.GetMetadata("FullPath");

    /// <summary>Whether BuildKit's own rules are asked for, too.</summary>
    private protected virtual bool ChecksBuildKit => Is("BuildKitCheck") == true;

    /// <summary>Whether the builder is asked what its cache mounts hold.</summary>
    private protected virtual bool ProbesCacheMounts => false;

    /// <summary>Whether a property of the image is true; null when it is not set.</summary>
    private protected bool? Is(string metadata) => new ItemReader(Definition).Is(metadata);

    /// <summary>The folder that paths are shown relative to: the repository, or where the lock of the family is.</summary>
    private protected string Root => GitRepository.Find(Path.GetDirectoryName(ProjectFile)!)?.Directory
        ?? Path.GetDirectoryName(LockFileLocation.Find(Path.GetDirectoryName(ProjectFile)!))!;

    /// <summary>An input with what the engine knows of it, as far as it is to be asked and answers.</summary>
    private protected AnalysisInput AskEngine(AnalysisInput input, CancellationToken cancellationToken)
    {
        if (!ChecksBuildKit && !ProbesCacheMounts) return input;

        var definition = new ItemReader(Definition).Definition(
            buildArguments: BuildArguments, dotNetReferences: DotNetReferences, namedContexts: NamedContexts,
            needsDockerfile: false);
        // A registry does not have the parent images of a family without projects.
        if (ChecksBuildKit && Dockerfiles.Length > 0 && input.Parents.Count > 0)
        {
            var message = "BuildKit's own rules did not check this file, because it is based on the image of "
                + $"{input.Parents[0].Name}, which has no "
                + "project.";
            Log.LogMessage("{0}", $"{input.Dockerfile}: {message}");
            AddProblem(DiagnosticSeverity.Info, input.Dockerfile, message);
        }
        else if (ChecksBuildKit)
        {
            var check = Wait(Dockerfiles.Length == 0
                ? BuildKitCheck.OfProjectAsync(Session, definition, new ItemReader(Definition).Parents(Parents),
                    cancellationToken)
                : BuildKitCheck.OfFileAsync(Session, definition, input.Dockerfile, cancellationToken));
            if (check.Problem.Length > 0) ReportUnchecked(input.Dockerfile, check.Problem);
            input = input with { BuildKitWarnings = check.Warnings };
        }

        if (ProbesCacheMounts)
        {
            var (sizes, problem) = Wait(BuildKitCheck.GetCacheMountSizesAsync(Session, definition, cancellationToken));
            if (problem.Length > 0)
                Log.LogMessage("{0}", $"{input.Dockerfile}: what its cache mounts hold is not known: {problem}");
            input = input with { CacheMountSizes = sizes };
        }

        return input;
    }

    /// <summary>Whether BuildKit was to be asked, and did not check everything.</summary>
    private protected bool IsUnchecked { get; private set; }

    /// <summary>Why findings are missing, of all Dockerfiles so far.</summary>
    private protected IReadOnlyList<AnalysisProblem> Problems => _problems;

    private void AddProblem(DiagnosticSeverity severity, string dockerfile, string message) =>
        _problems.Add(new AnalysisProblem("", severity, new SourceLocation(dockerfile), message));

    /// <summary>
    /// Says that findings of BuildKit are missing. What holds for every image, such as an engine that does not run, is said once
    /// a build.
    /// </summary>
    private void ReportUnchecked(string dockerfile, string problem)
    {
        IsUnchecked = true;
        var said = Shared<HashSet<string>>(" unchecked");
        bool isNew;
        lock (said) isNew = said.Add(problem);
        var message = $"BuildKit's own rules did not check everything: {problem.TrimEnd('.')}. Only the rules of ImageSdk are "
            + "complete here. "
            + "Run this again when that is solved, or set ImageBuildKitCheck=false.";
        Log.LogMessage(isNew ? MessageImportance.High : MessageImportance.Normal, "{0}", $"{dockerfile}: {message}");
        AddProblem(DiagnosticSeverity.Warning, dockerfile, message);
    }

    /// <summary>
    /// Reports findings, except those that another image of this build or lint has reported about a file that both use.
    /// </summary>
    /// <param name="findings">The findings.</param>
    /// <param name="importance">Of those that are neither errors nor warnings.</param>
    /// <returns>What was reported.</returns>
    private protected IReadOnlyList<Finding> ReportOnce(IReadOnlyList<Finding> findings,
        MessageImportance importance = MessageImportance.Normal)
    {
        // A build and a lint in one call are two answers. Configurations may have other rules.
        var shared = Shared<SharedFindings>($" {GetType().Name}{ConfigurationKey}");
        var owner = $"{ProjectFile}|{Definition.GetMetadata("Variant")}";
        var own = findings.Where(finding => shared.IsOf(finding, owner)).ToList();
        foreach (var finding in own) Report(finding.Diagnostic, importance);
        return own;
    }

    /// <summary>What there is to analyse.</summary>
    /// <exception cref="DiagnosticException">IMG0006, IMG0007: the project is wrong.</exception>
    private protected IReadOnlyList<AnalysisInput> ReadInputs()
    {
        var files = FindDockerfiles();
        var definition = new ItemReader(Definition)
            .Definition(buildArguments: BuildArguments, needsDockerfile: Dockerfiles.Length == 0);
        var input = new AnalysisInput
        {
            Dockerfile = definition.Dockerfile,
            ContextDirectory = definition.ContextDirectory,
            Target = definition.Target,
            BuildArguments = definition.BuildArguments,
            Platform = (definition.BuildPlatforms is [var platform, ..] ? platform : ImageDefinition.Host).ToString(),
            Parents = [.. Parents.Select(parent =>
                new ParentFacts(parent.GetMetadata("ImageName"), ItemReader.Split(parent.GetMetadata("ImageNames")),
                FactsFile.TryRead(parent.GetMetadata("ImageFacts")) ?? new ImageFacts()))],
            Platforms = [.. definition.Platforms.Select(platform => platform.ToString())],
            // Of a project with variants the one that this image would take.
            Family = [.. Family.GroupBy(member => member.GetMetadata("ImageProject")).Where(project => project.Key != ProjectFile)
                .Select(project =>
                    project.FirstOrDefault(member => member.GetMetadata("ImageVariant") == definition.Variant.Name)
                    ?? project.First())
                .Select(member =>
                    new FamilyMember(member.GetMetadata("ImageName"),
                        FactsFile.TryRead(member.GetMetadata("ImageFacts")) ?? new ImageFacts()))],
            Name = Path.GetFileNameWithoutExtension(ProjectFile),
            Variant = definition.Variant.Name,
            LockFile = definition.LockFile,
        };
        return Dockerfiles.Length == 0 ? [input] : DockerfileFamily.Connect(
            [.. files.Select(file => new AnalysisInput
            {
                Dockerfile = file,
                ContextDirectory = definition.ContextDirectory,
                BuildArguments = definition.BuildArguments,
                Platform = input.Platform,
            })]);
    }

    /// <summary>The full paths of the Dockerfiles that count instead of the project's.</summary>
    /// <exception cref="DiagnosticException">
    /// IMG0006: a pattern matches no file, most often because of a typing error.
    /// </exception>
    private List<string> FindDockerfiles()
    {
        // The pattern Dockerfile* also matches the ignore file of a Dockerfile.
        var files = Dockerfiles.Where(file => !file.ItemSpec.EndsWith(".dockerignore", StringComparison.Ordinal)).ToList();
        var unused = DockerfilePatterns.Select(pattern => pattern.ItemSpec)
            .Except(files.Select(file => file.GetMetadata("Pattern"))).ToList();
        if (unused.Count > 0)
        {
            var directory = Path.GetDirectoryName(ProjectFile);
            throw new DiagnosticException([.. unused.Select(pattern =>
                DiagnosticDescriptors.DockerfileMissing.At(new SourceLocation(ProjectFile),
                $"ImageDockerfiles has '{pattern}', and no file below '{directory}' matches it. Correct the pattern, or remove "
                + "it. Paths start "
                + "at the project's directory; for Dockerfiles beside it write ../docker/**/Dockerfile*, for example."))]);
        }

        return [.. files.Select(file => file.GetMetadata("FullPath")).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Reports why a Dockerfile was not analysed, which no build has said.</summary>
    /// <returns>Whether there are errors.</returns>
    private protected bool ReportErrors(AnalysisResult result)
    {
        foreach (var error in result.Errors) Report(error);
        _problems.AddRange(result.Errors.Select(AnalysisProblem.Of));
        return result.Errors.Count > 0;
    }
}
