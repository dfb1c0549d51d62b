using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis;

/// <summary>
/// Something that makes images slow, large or unrepeatable, and how to find and mend it. A rule is one class in <c>Rules/</c>,
/// has a line in <see cref="RuleCatalog"/>, a section in <c>docs/analysis.md</c> and a file of cases in the tests.
/// </summary>
public abstract class Rule
{
    /// <summary>Creates a rule.</summary>
    /// <param name="code">
    /// <c>IMG11xx</c> packages and caches, <c>12xx</c> requirements, <c>13xx</c> bases and context, <c>14xx</c> runtime.
    /// </param>
    /// <param name="severity">The severity when nobody configured it.</param>
    /// <param name="title">A short name for lists and help pages, without a full stop.</param>
    /// <param name="step">When to take it up.</param>
    /// <param name="systems">
    /// The operating systems whose images the rule is about. Only a rule whose finding, message and fix have no Linux path,
    /// mount, user or shell names Windows.
    /// </param>
    private protected Rule(string code, DiagnosticSeverity severity, string title, RolloutStep step,
        OperatingSystems systems = OperatingSystems.Linux)
    {
        Descriptor = new DiagnosticDescriptor(code, severity, title) { Page = "analysis.md" };
        Step = step;
        Systems = systems;
    }

    /// <summary>Code, severity and title.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>When to take it up.</summary>
    public RolloutStep Step { get; }

    /// <summary>
    /// The operating systems whose images the rule is about. The analysis reports no finding in a stage of another one.
    /// </summary>
    internal OperatingSystems Systems { get; }

    /// <summary>BuildKit's own rule that finds the same, and then is not reported at the same line; null for none.</summary>
    internal virtual string? BuildKitRule => null;

    /// <summary>
    /// Whether a finding is about the build context, so that other images which copy from it need not hear the same again.
    /// </summary>
    internal virtual bool IsAboutContext => false;

    /// <summary>Finds what is against the rule. May be called for several images at once.</summary>
    internal abstract IEnumerable<Finding> Analyze(AnalyzedImage image);
}
