namespace ImageSdk.Benchmarks.CommandLine;

/// <summary>What <c>analysis</c> is asked for.</summary>
/// <param name="CostOnly">Whether only the cost of the analysis is measured, with the engine and registry of the environment.</param>
/// <param name="Images">The number of images of builds in which nothing changed.</param>
/// <param name="Rounds">The number of rounds of these builds, after one to warm up.</param>
internal sealed record AnalysisOptions(bool CostOnly, int Images, int Rounds);
