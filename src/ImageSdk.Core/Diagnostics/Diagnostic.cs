namespace ImageSdk.Diagnostics;

/// <summary>One message to the user: what is wrong, where, and what to do.</summary>
/// <param name="Descriptor">The code and what belongs to it.</param>
/// <param name="Location">Where the user has to look.</param>
/// <param name="Message">What is wrong and what to do, in whole sentences.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)
{
    /// <summary>The form of compilers: <c>file(line,column): error CODE: message</c>.</summary>
    public override string ToString() =>
        $"{Location}: {Descriptor.Severity.ToString().ToLowerInvariant()} {Descriptor.Code}: {Message}";
}
