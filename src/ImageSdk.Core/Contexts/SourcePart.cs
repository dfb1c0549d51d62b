namespace ImageSdk.Contexts;

/// <summary>One component of a source.</summary>
/// <param name="Text">The component.</param>
/// <param name="IsPattern">Whether it has wildcards; what a symbolic link says never has.</param>
internal readonly record struct SourcePart(string Text, bool IsPattern);
