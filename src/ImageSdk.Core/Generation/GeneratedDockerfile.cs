namespace ImageSdk.Generation;

/// <summary>What the SDK writes for a declared image.</summary>
/// <param name="Text">The Dockerfile.</param>
/// <param name="IgnoreText">Its ignore file, which denies all that is not declared.</param>
/// <param name="ContextDirectory">The full path of the build context.</param>
/// <param name="Blocks">Which item made which lines of the Dockerfile.</param>
public sealed record GeneratedDockerfile(string Text, string IgnoreText, string ContextDirectory,
    IReadOnlyList<GeneratedBlock> Blocks);
