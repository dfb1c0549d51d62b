namespace ImageSdk.Benchmarks.Measuring;

/// <summary>What is known of a command that has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Started">When it was started, in UTC.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="CpuSeconds">The processor time that it took, that of the engine not counted.</param>
/// <param name="OutputFile">The file with its standard output.</param>
/// <param name="ErrorFile">The file with its standard error.</param>
/// <param name="Load">What it took of the machine; null when it was not observed.</param>
internal sealed record Outcome(
    int ExitCode, DateTime Started, TimeSpan Elapsed, double CpuSeconds, string OutputFile, string ErrorFile, ProcessLoad? Load)
{
    /// <summary>The last lines of its output.</summary>
    public string Tail() => string.Join('\n', File.ReadLines(OutputFile).TakeLast(20)
        .Concat(File.ReadLines(ErrorFile).Where(l => !l.StartsWith('{')).TakeLast(20)));
}
