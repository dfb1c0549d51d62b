using System.Diagnostics;
using System.Globalization;
using System.Text;
using CliWrap;

namespace ImageSdk.Benchmarks.Measuring;

/// <summary>Runs commands with the environment of an engine, and keeps what they say in files.</summary>
/// <param name="environment">The environment of the engine.</param>
/// <param name="logDirectory">Where the output of commands is kept.</param>
internal sealed class CommandRunner(IReadOnlyDictionary<string, string?> environment, string logDirectory)
{
    private const string MarkName = "IMAGESDK_BENCHMARK";
    private static readonly string Mark = $"{Environment.ProcessId}-{Guid.NewGuid():N}";

    private int _commands;

    /// <summary>Runs a command to its end, whatever its exit code.</summary>
    /// <param name="invocation">The command.</param>
    /// <param name="directory">The current directory.</param>
    /// <param name="user">Who runs it. What one user leaves behind, such as servers, is counted at its later commands too.</param>
    /// <param name="observe">Whether to count processes and memory, which costs time.</param>
    /// <param name="cancellation">Kills the command and all that it started.</param>
    public async Task<Outcome> RunAsync(
        Invocation invocation, string directory, string user, bool observe, CancellationToken cancellation)
    {
        var log = Path.Combine(logDirectory, string.Create(CultureInfo.InvariantCulture, $"{++_commands:0000}-{user}"));
        var variables = new Dictionary<string, string?>(environment) { [MarkName] = $"{Mark}-{user}" };
        foreach (var (name, value) in invocation.Environment) variables[name] = value;

        // `env` looks the program up on the PATH that it is given, and becomes it; to start it directly would look on our own.
        var command = Cli.Wrap("env").WithArguments([invocation.Program, .. invocation.Arguments]).WithWorkingDirectory(directory)
            .WithEnvironmentVariables(variables).WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToFile($"{log}.out")).WithStandardErrorPipe(PipeTarget.ToFile($"{log}.err"));
        var mark = Encoding.ASCII.GetBytes($"{MarkName}={Mark}-{user}\0");
        var observer = observe ? ProcessObserver.Begin(mark) : null;
        var cpu = new CpuClock(mark);
        var started = DateTime.UtcNow;
        var clock = Stopwatch.StartNew();
        var result = await command.ExecuteAsync(cancellation);
        var elapsed = clock.Elapsed;
        return new Outcome(result.ExitCode, started, elapsed, cpu.Elapsed, $"{log}.out", $"{log}.err", observer?.End());
    }

    /// <summary>Ends the servers and nodes that commands left behind.</summary>
    public static void EndLeftovers()
    {
        foreach (var id in ProcFile.WithMark(Encoding.ASCII.GetBytes($"{MarkName}={Mark}-")))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It ended by itself.
            }
        }
    }
}
