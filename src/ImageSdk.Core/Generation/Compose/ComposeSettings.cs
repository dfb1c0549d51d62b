namespace ImageSdk.Generation.Compose;

/// <summary>What is said once for the whole file.</summary>
/// <param name="ModelService">The project whose image downloads the models; empty for the first service that uses them.</param>
/// <param name="ModelCommand">
/// The program that downloads, with its first arguments; the models follow. Empty for Python's library.
/// </param>
public sealed record ComposeSettings(string ModelService, IReadOnlyList<string> ModelCommand);
