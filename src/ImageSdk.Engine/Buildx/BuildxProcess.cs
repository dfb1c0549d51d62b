using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Git;

namespace ImageSdk.Engine.Buildx;

/// <summary>Starts buildx processes, and ends them.</summary>
internal sealed class BuildxProcess(BuildxCommand command, BuildEnvironment environment)
{
    /// <summary>How long an interrupted buildx may take to tell BuildKit, before it is killed.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="BuildxClient.SignOfLife" />
    public required TimeSpan SignOfLife { get; init; }

    /// <inheritdoc cref="BuildxClient.RegistryPatience" />
    public required TimeSpan RegistryPatience { get; init; }

    /// <summary>Runs a buildx that answers a question.</summary>
    /// <exception cref="DiagnosticException">IMG0001: the docker command cannot be started.</exception>
    public Task<BufferedCommandResult> AskAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken) => StartAsync(
        Cli.Wrap(command.File).WithArguments([.. command.Arguments, .. arguments])
            .WithEnvironmentVariables(environment.ForProcess()).WithValidation(CommandResultValidation.None),
        started => started.ExecuteBufferedAsync(cancellationToken).Task);

    /// <summary>Runs a buildx that builds, and interrupts it if a registry is silent.</summary>
    /// <param name="work">What to start.</param>
    /// <param name="cancellationToken">Interrupts buildx, and kills it after a grace period.</param>
    /// <exception cref="DiagnosticException">IMG0001: the docker command cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<BuildxExit> BuildAsync(BuildxWork work, CancellationToken cancellationToken)
    {
        using var kill = new CancellationTokenSource();
        await using var signs = new Timer(_ => work.Progress.ReportRunning(), null, SignOfLife, SignOfLife);
        await using var watch = new RegistryWatch(work.RegistriesInUse, work.IsSilent, work.OnSilent, RegistryPatience);
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watch.Interruption);
        await using var grace = interruption.Token.Register(() => kill.CancelAfter(GracePeriod));
        var running = StartAsync(Cli.Wrap(command.File)
            .WithArguments([.. command.Arguments, .. work.Arguments])
            .WithEnvironmentVariables(variables => Set(variables, work))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(work.Progress.Read))
            .WithValidation(CommandResultValidation.None), started => started.ExecuteAsync(kill.Token, interruption.Token).Task);
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return watch.Silent is { } registry
            ? new BuildxExit(-1, registry)
            : new BuildxExit((await running.ConfigureAwait(false)).ExitCode, null);
    }

    private void Set(CliWrap.Builders.EnvironmentVariablesBuilder variables, BuildxWork work) => variables
        .Set(GitCommand.Protect(environment.ForProcess()))
        .Set("BUILDX_GIT_LABELS", null)
        .Set("EXPERIMENTAL_BUILDKIT_SOURCE_POLICY", work.SourcePolicyFile)
        .Set(work.Variables);

    private static async Task<T> StartAsync<T>(Command command, Func<Command, Task<T>> start)
    {
        try
        {
            return await start(command).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw new DiagnosticException(DiagnosticDescriptors.DockerMissing.At(SourceLocation.None,
                $"{command.TargetFilePath} cannot be started: {e.Message}"), e);
        }
    }
}
