using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Requirements;

/// <summary>An option of a requirement file, such as <c>-r other.txt</c>.</summary>
/// <param name="Name">The long name without dashes: <c>requirement</c> for <c>-r</c>.</param>
/// <param name="Value">The value; empty for none.</param>
/// <param name="Source">The file.</param>
/// <param name="Span">Where it is written, with its value.</param>
internal sealed record RequirementOption(string Name, string Value, SourceText Source, TextSpan Span);
