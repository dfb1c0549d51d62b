using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>Collects the syntax errors of one Dockerfile.</summary>
internal sealed class DiagnosticBag(SourceText source)
{
    private readonly List<Diagnostic> _diagnostics = [];

    public void Report(TextSpan where, string message) =>
        _diagnostics.Add(DiagnosticDescriptors.DockerfileSyntax.At(source.LocationAt(where.Start), message));

    public void Report(Token where, string message) => Report(where.Span, message);

    /// <summary>The error that was reported last.</summary>
    public Diagnostic Last => _diagnostics[^1];

    /// <summary>The errors in the order of the text; the sort is stable, so errors of one place keep theirs.</summary>
    public IReadOnlyList<Diagnostic> InOrder() =>
        [.. _diagnostics.OrderBy(diagnostic => (diagnostic.Location.Line, diagnostic.Location.Column))];
}
