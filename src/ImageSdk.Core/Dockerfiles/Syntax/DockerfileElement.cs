using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// One or more whole lines of a Dockerfile that belong together. The elements of a Dockerfile, one after the other, are
/// its text: nothing is between them and nothing is left out.
/// </summary>
public abstract class DockerfileElement
{
    private readonly SourceText _source;

    private protected DockerfileElement(SourceText source, TextSpan span, TextSpan fullSpan)
    {
        _source = source;
        Span = span;
        FullSpan = fullSpan;
    }

    /// <summary>What is written, without surrounding white space and without the last line ending.</summary>
    public TextSpan Span { get; }

    /// <summary>
    /// The whole lines, with the last line ending (and a byte order mark): what to remove to remove the element.
    /// </summary>
    public TextSpan FullSpan { get; }

    /// <summary>The text of <see cref="Span"/>.</summary>
    public string Text => _source.Slice(Span);

    /// <summary>The line and column of its start.</summary>
    public SourceLocation Location => _source.LocationAt(Span.Start);

    /// <summary>The text of <see cref="FullSpan"/>.</summary>
    public override string ToString() => _source.Slice(FullSpan);
}
