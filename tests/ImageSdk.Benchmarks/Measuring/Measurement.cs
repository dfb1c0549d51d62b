namespace ImageSdk.Benchmarks.Measuring;

/// <summary>One timed run of a contender.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="CpuSeconds">The processor time that it took, that of the engine not counted.</param>
/// <param name="RunSteps">How many RUN steps were executed.</param>
internal sealed record Measurement(double Seconds, double CpuSeconds, int RunSteps);
