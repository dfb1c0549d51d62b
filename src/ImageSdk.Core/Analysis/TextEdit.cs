using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis;

/// <summary>Replaces a part of a file. A file that is not there counts as empty, and is made.</summary>
/// <param name="File">The full path.</param>
/// <param name="Span">What is replaced; of length 0 where something is inserted.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record TextEdit(string File, TextSpan Span, string NewText);
