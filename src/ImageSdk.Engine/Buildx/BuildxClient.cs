using System.Diagnostics;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Storage;

namespace ImageSdk.Engine.Buildx;

/// <summary>buildx, as it is installed on this machine.</summary>
public sealed class BuildxClient
{
    /// <summary>The first buildx with <c>--progress=rawjson</c>.</summary>
    private static readonly Version OldestVersion = new(0, 13);

    /// <summary>
    /// How often a build is tried while others set the same tag at the same moment. All but the first only set the tag.
    /// </summary>
    private const int TagAttempts = 5;

    private readonly BuildEnvironment _environment;
    private readonly BuildxCommand _command;

    /// <summary>Finds buildx.</summary>
    /// <param name="configuration">
    /// Docker's, with the environment that buildx is started with: it reads secrets from there, too.
    /// </param>
    /// <exception cref="DiagnosticException">IMG0001: there is no docker command.</exception>
    public BuildxClient(DockerConfiguration configuration) =>
        (_environment, _command) = (configuration.Environment, BuildxCommand.Find(configuration));

    /// <summary>How often a build says what it is at, so that a long step is not taken for one that hangs.</summary>
    internal TimeSpan SignOfLife { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long BuildKit may wait for a registry before it is asked whether it answers, each of three times. Documented
    /// at IMG4005.</summary>
    internal TimeSpan RegistryPatience { get; init; } = TimeSpan.FromSeconds(30);

    private BuildxProcess Process => new(_command, _environment) { SignOfLife = SignOfLife, RegistryPatience = RegistryPatience };

    /// <summary>The builder of that name.</summary>
    /// <exception cref="DiagnosticException">
    /// IMG0002: no buildx, or too old; IMG0003: no such builder; IMG0004: no engine.
    /// </exception>
    public async Task<BuilderInfo> GetBuilderAsync(string name, CancellationToken cancellationToken)
    {
        var result = await Process.AskAsync(["inspect", name], cancellationToken).ConfigureAwait(false);
        string Field(string field) => result.StandardOutput.Split('\n')
            .FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal))?[field.Length..].Trim() ?? "";
        if (result.ExitCode == 0 && Field("Driver:") is { Length: > 0 } driver)
            return new BuilderInfo(Field("Name:"), driver) { BuildKitVersion = Field("BuildKit version:") };

        // The engine's own builder exists even when the engine does not answer, but it has no driver then.
        if (result.ExitCode == 0)
        {
            throw new DiagnosticException(DiagnosticDescriptors.EngineUnreachable.At(SourceLocation.None,
                $"No Docker Engine answers: {Sentence(Field("Error:"))} Start it, or set DOCKER_HOST or a docker context that "
                + "names the right one."));
        }

        await CheckVersionAsync(cancellationToken).ConfigureAwait(false);
        throw new DiagnosticException(DiagnosticDescriptors.BuilderMissing.At(SourceLocation.None,
            $"There is no buildx builder '{name}': {LastLine(result.StandardError)} `docker buildx ls` lists the builders; set "
            + "ImageBuilder to one of them."));
    }

    /// <summary>Has BuildKit's own rules look at a Dockerfile; nothing is built.</summary>
    /// <exception cref="DiagnosticException">IMG0001: there is no docker command.</exception>
    public async Task<BuildxCheck> CheckAsync(BuildxCheckRequest request, CancellationToken cancellationToken)
    {
        var result = await Process.AskAsync(BuildxCheck.Arguments(request), cancellationToken).ConfigureAwait(false);
        return BuildxCheck.Read(result.StandardOutput, result.StandardError);
    }

    /// <summary>
    /// The bytes that each cache mount of a builder holds, by its id as BuildKit knows it; null when the builder does not say.
    /// </summary>
    /// <param name="builder">The builder; empty for buildx's own choice.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DiagnosticException">IMG0001: there is no docker command.</exception>
    public async Task<IReadOnlyDictionary<string, long>?> GetCacheMountSizesAsync(string builder,
        CancellationToken cancellationToken)
    {
        var result = await Process.AskAsync(
            ["du", .. builder.Length > 0 ? [$"--builder={builder}"] : (string[])[], "--verbose",
                "--filter=type=exec.cachemount"], cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? CacheMountUsage.Read(result.StandardOutput) : null;
    }

    /// <summary>Builds. Yields the thread while BuildKit works.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
    /// <param name="cancellationToken">Interrupts buildx, and kills it after a grace period.</param>
    /// <exception cref="DiagnosticException">IMG0002: no buildx, or too old; IMG3001: the build failed; IMG4001, IMG4003 or
    /// IMG4005: the registry refused what was pushed, does not answer, or is silent.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<BuildxResult> BuildAsync(BuildxRequest request, Action<StepProgress> report,
        CancellationToken cancellationToken)
    {
        // The file has all build arguments, among them the proxies of docker's configuration with their passwords.
        using var scratch = ScratchDirectory.Create();
        var metadataFile = Path.Combine(scratch.FullPath, "metadata.json");
        var time = Stopwatch.StartNew();
        var progress = new BuildxProgress(report);
        var exitCode = await RunAsync(progress).ConfigureAwait(false);

        // The steps have run: with --no-cache they would all run again.
        if (exitCode != 0) request = request with { NoCache = false };
        for (var attempt = 1; exitCode != 0 && attempt < TagAttempts && BuildxFailure.IsTagConflict(progress); attempt++)
        {
            exitCode = await RunAsync(progress = new BuildxProgress(report)).ConfigureAwait(false);
        }

        if (exitCode != 0)
        {
            // Only now: it is one more process, and a buildx that builds is new enough.
            await CheckVersionAsync(cancellationToken).ConfigureAwait(false);
            throw new DiagnosticException(BuildxFailure.Describe(request, progress));
        }

        var (digest, configDigest) = BuildxMetadata.Read(metadataFile);
        return new BuildxResult(digest, configDigest, progress.Steps, time.Elapsed);

        async Task<int> RunAsync(BuildxProgress progress)
        {
            var exit = await Process.BuildAsync(new BuildxWork
            {
                Arguments = BuildxArguments.For(request, metadataFile),
                SourcePolicyFile = request.SourcePolicyFile,
                Progress = progress,
                RegistriesInUse = () => progress.RegistriesInUse(request),
                IsSilent = request.IsSilent,
            }, cancellationToken).ConfigureAwait(false);
            return exit.SilentRegistry is null ? exit.Code
                : throw new DiagnosticException(PushFailure.Silent(request.ProjectFile, exit.SilentRegistry));
        }
    }

    /// <summary>
    /// Builds several images with one process, as long as no build fails. Yields the thread while BuildKit works.
    /// </summary>
    /// <param name="targets">
    /// At most 16 images, all with the same builder and source policy. None may be a parent of another.
    /// </param>
    /// <param name="cancellationToken">
    /// Interrupts buildx, and kills it after a grace period. All results end as cancelled.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The targets are too many for a batch, or have several builders or source policies.
    /// </exception>
    public BakeRun Bake(IReadOnlyList<BakeTarget> targets, CancellationToken cancellationToken) =>
        BakeRun.Start(this, Process, targets, cancellationToken);

    /// <summary>The version of buildx, or null if it says none.</summary>
    /// <exception cref="DiagnosticException">IMG0001: there is no docker command.</exception>
    internal async Task<Version?> FindVersionAsync(CancellationToken cancellationToken)
    {
        var answer = await Process.AskAsync(["version"], cancellationToken).ConfigureAwait(false);
        return answer.ExitCode == 0 ? BuildxVersion.Read(answer.StandardOutput) : null;
    }

    private async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var result = await Process.AskAsync(["version"], cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new DiagnosticException(DiagnosticDescriptors.BuildxUnusable.At(SourceLocation.None,
                $"`docker buildx` does not work: {LastLine(result.StandardError)} Install the buildx plug-in (Debian and "
                + "Ubuntu: docker-buildx)."));
        }

        var number = BuildxVersion.Read(result.StandardOutput);
        if (number is not null && number < OldestVersion)
        {
            throw new DiagnosticException(DiagnosticDescriptors.BuildxUnusable.At(SourceLocation.None,
                $"buildx {number} is too old: ImageSdk needs {OldestVersion} or later. Update the docker-buildx plug-in."));
        }
    }

    private static string LastLine(string text) =>
        Sentence(ForeignText.Line(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault() ?? ""));

    private static string Sentence(string text) =>
        text.Length == 0 ? "it says nothing." : text[^1] is '.' or '?' ? text : text + ".";
}
