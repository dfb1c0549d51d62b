using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Generation;
using ImageSdk.Generation.Requirements;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>Solves the Dockerfile that says what requirement files stand for. Its result is a folder, not an image.</summary>
public sealed class RequirementResolution
{
    private readonly EngineSession _session;
    private readonly IReadOnlyList<ParentImage> _parents;
    private readonly RequirementLocking _locking;
    private readonly string _directory;

    /// <summary>Writes the Dockerfile below the folder of the project's intermediate files.</summary>
    /// <param name="session">Knows the engine.</param>
    /// <param name="definition">The image.</param>
    /// <param name="parents">The images of referenced projects.</param>
    /// <param name="locking">What to ask.</param>
    public RequirementResolution(EngineSession session, ImageDefinition definition, IReadOnlyList<ParentImage> parents,
        RequirementLocking locking)
    {
        (_session, _parents, _locking) = (session, parents, locking);
        _directory = Path.Combine(definition.IntermediateDirectory, "requirements");
        var dockerfile = Path.Combine(Directory.CreateDirectory(_directory).FullName, "Dockerfile");
        GeneratedFiles.Write(dockerfile, locking.Dockerfile);
        Definition = definition with
        {
            Dockerfile = dockerfile,
            ContextDirectory = locking.Dockerfile.ContextDirectory,
            IntermediateDirectory = _directory,
            Target = "",
            Tags = [],
            Compression = "",
            BuildArguments = new Dictionary<string, string>(definition.BuildArguments) { [RequirementLocking.TimeArgument] =
                Guid.NewGuid().ToString("N") },
        };
    }

    /// <summary>What to make a plan of: for all its platforms.</summary>
    public ImageDefinition Definition { get; }

    /// <summary>Asks, and writes the locks.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
    /// <param name="cancellationToken">Interrupts the build.</param>
    /// <returns>The full paths of the locks, and whether each was changed.</returns>
    /// <exception cref="DiagnosticException">IMG6043: there are no such packages; and all that a build throws.</exception>
    public async Task<IReadOnlyList<(string Path, bool IsChanged)>> RunAsync(ImagePlan plan, Action<StepProgress> report,
        CancellationToken cancellationToken)
    {
        var solve = new Solve(_session, Definition, _parents, new SolveOptions());
        var builder = await solve.PrepareAsync(plan, isPush: false, cancellationToken).ConfigureAwait(false);
        var answers = Path.Combine(_directory, "answers");
        if (Directory.Exists(answers)) Directory.Delete(answers, recursive: true);
        await solve.RunAsync(plan, builder, CsvFields.Write("type=local", $"dest={answers}"), isPush: false, report,
            cancellationToken).ConfigureAwait(false);
        return _locking.Write(answers, Definition.Platforms.Count > 0 ? Definition.Platforms : [ImageDefinition.Host]);
    }
}
