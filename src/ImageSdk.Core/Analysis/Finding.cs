using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis;

/// <summary>What a rule found at one place.</summary>
/// <param name="Descriptor">The rule's descriptor.</param>
/// <param name="Source">The text that it is found in.</param>
/// <param name="Span">The place, which is to be as small as the message allows.</param>
/// <param name="Message">What is wrong, what it costs, and what to write instead, in whole sentences.</param>
/// <param name="Fix">How to mend it; null where that is not safe to do without a person.</param>
public sealed record Finding(DiagnosticDescriptor Descriptor, SourceText Source, TextSpan Span, string Message, Fix? Fix = null)
{
    /// <summary>The size of the files that could be left out, in bytes; 0 when the finding is not about files.</summary>
    public long AvoidableBytes { get; init; }

    /// <summary>Where it is.</summary>
    public SourceLocation Location => Source.LocationAt(Span.Start);

    /// <summary>The message as everything else reports it.</summary>
    public Diagnostic Diagnostic => Descriptor.At(Location, Message);
}
