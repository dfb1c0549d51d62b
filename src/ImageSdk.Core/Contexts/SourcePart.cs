namespace ImageSdk.Contexts;

/// <summary>One component of a source.</summary>
/// <param name="Text">The component.</param>
/// <param name="IsPattern">Whether it has wildcards; what a symbolic link says never has.</param>
internal sealed record SourcePart(string Text, bool IsPattern);
