namespace ImageSdk.Diagnostics;

/// <summary>
/// What is the same in all messages of one code. Every descriptor stands in <see cref="DiagnosticDescriptors"/>,
/// those of rules in their <see cref="Analysis.Rule"/>.
/// </summary>
/// <param name="Code">
/// The code, <c>IMG</c> and four digits, of which the first is the range; or the name of one of BuildKit's rules.
/// </param>
/// <param name="Severity">The severity when nobody configured it.</param>
/// <param name="Title">A short name for lists and help pages, without a full stop.</param>
public sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string Title)
{
    /// <summary>The page of the documentation that has its help.</summary>
    public string Page { get; init; } = "reference.md";

    /// <summary>The page about a rule that is not ours; empty for ours.</summary>
    public string Url { get; init; } = "";

    /// <summary>A message of this code about a place.</summary>
    /// <param name="location">Where the user has to look.</param>
    /// <param name="message">What is wrong and what to do, in whole sentences.</param>
    public Diagnostic At(SourceLocation location, string message) => new(this, location, message);
}
