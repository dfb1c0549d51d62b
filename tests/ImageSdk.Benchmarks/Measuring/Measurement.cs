namespace ImageSdk.Benchmarks.Measuring;

/// <summary>One timed run of a contender.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="RunSteps">How many RUN steps were executed.</param>
internal sealed record Measurement(double Seconds, int RunSteps);
