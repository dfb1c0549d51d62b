using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Shell;

/// <summary><c>NAME=value</c> before a command, or alone.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">The value.</param>
/// <param name="Span">Where both are written.</param>
internal sealed record ShellAssignment(string Name, Word Value, TextSpan Span);
