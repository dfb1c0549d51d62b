namespace ImageSdk.Dockerfiles;

/// <summary>
/// A here-document of a <c>RUN</c>, <c>COPY</c> or <c>ADD</c>: <c>&lt;&lt;EOF</c> in the instruction, the lines after it, and the
/// line that ends them.
/// </summary>
public sealed class Heredoc
{
    private readonly SourceText _source;

    internal Heredoc(SourceText source, HeredocOpening opening, TextSpan content, TextSpan? terminator)
    {
        _source = source;
        Opening = opening.Token;
        Name = opening.Name;
        IsExpanded = opening.IsExpanded;
        RemovesTabs = opening.RemovesTabs;
        ContentSpan = content;
        Terminator = terminator;
    }

    /// <summary>The <c>&lt;&lt;EOF</c> in the instruction's own line.</summary>
    public Token Opening { get; }

    /// <summary>The word that ends the document, without quotes; for <c>COPY</c> also the name of the file.</summary>
    public string Name { get; }

    /// <summary>Whether variables in the content are expanded: no part of the word is quoted.</summary>
    public bool IsExpanded { get; }

    /// <summary>Whether tabs at the start of lines do not count: the <c>&lt;&lt;-</c> form.</summary>
    public bool RemovesTabs { get; }

    /// <summary>Where the content is: whole lines, with line endings.</summary>
    public TextSpan ContentSpan { get; }

    /// <summary>The content as written, tabs and all.</summary>
    public string Content => _source.Slice(ContentSpan);

    /// <summary>The word on the line that ends the document; null when the file ends first, which is an error.</summary>
    public TextSpan? Terminator { get; }
}
