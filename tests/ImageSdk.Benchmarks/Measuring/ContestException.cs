namespace ImageSdk.Benchmarks.Measuring;

/// <summary>A contender did not do what a scenario asks for, or the machine lacks what the contest needs.</summary>
internal sealed class ContestException(string message) : Exception(message);
