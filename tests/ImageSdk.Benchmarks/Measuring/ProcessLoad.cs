namespace ImageSdk.Benchmarks.Measuring;

/// <summary>What a command took of the machine, the engine not counted.</summary>
/// <param name="Processes">Its processes, itself included. One that lives only between two looks can be missed.</param>
/// <param name="PeakMemory">
/// The largest sum of all its processes' memory at one time, in bytes; a page that several share is divided among them.
/// </param>
internal sealed record ProcessLoad(int Processes, long PeakMemory);
