namespace ImageSdk.Diagnostics;

/// <summary>
/// Work that cannot go on, for a reason that the user can mend. Whoever runs the work reports
/// <see cref="Diagnostics"/>; nothing else about the exception is meant for the user.
/// </summary>
public sealed class DiagnosticException : Exception
{
    /// <summary>Creates the exception for one message.</summary>
    public DiagnosticException(Diagnostic diagnostic, Exception? innerException = null)
        : base(diagnostic.ToString(), innerException) => Diagnostics = [diagnostic];

    /// <summary>Creates the exception for several messages, in the order in which they are reported.</summary>
    public DiagnosticException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <summary>What to report, in order; never empty.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
