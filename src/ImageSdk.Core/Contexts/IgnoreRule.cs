using ImageSdk.Diagnostics;

namespace ImageSdk.Contexts;

/// <summary>One line of an ignore file that is a pattern.</summary>
/// <param name="Text">The line as the user wrote it, without surrounding white space.</param>
/// <param name="Location">Where it stands.</param>
public sealed record IgnoreRule(string Text, SourceLocation Location);
