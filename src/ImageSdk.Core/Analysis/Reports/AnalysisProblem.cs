using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis;

/// <summary>Why the findings of a run are incomplete.</summary>
/// <param name="Code">The code of the diagnostic; empty where no code exists.</param>
/// <param name="Severity">
/// <see cref="DiagnosticSeverity.Error"/> if a Dockerfile was not analysed at all; a warning if only some rules did not run.
/// </param>
/// <param name="Location">The Dockerfile, or the place in it.</param>
/// <param name="Message">What happened and what to do.</param>
public sealed record AnalysisProblem(string Code, DiagnosticSeverity Severity, SourceLocation Location, string Message)
{
    /// <summary>The problem that a diagnostic reports.</summary>
    public static AnalysisProblem Of(Diagnostic diagnostic) =>
        new(diagnostic.Descriptor.Code, diagnostic.Descriptor.Severity, diagnostic.Location, diagnostic.Message);
}
