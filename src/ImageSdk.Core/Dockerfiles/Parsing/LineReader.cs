namespace ImageSdk.Dockerfiles;

/// <summary>Goes through the lines of a file, once and forward.</summary>
internal sealed class LineReader(SourceText source)
{
    public SourceText Source { get; } = source;

    /// <summary>The index of the next line, from 0.</summary>
    public int Next { get; private set; }

    public bool IsAtEnd => Next >= Source.Lines.Count;

    /// <summary>Takes the next line: its content without the line ending.</summary>
    public TextSpan Read() => Source.ContentOf(Next++);

    /// <summary>The span of the lines from one up to the last that was read.</summary>
    public TextSpan LinesFrom(int first) =>
        TextSpan.FromBounds(Source.Lines[first].Start, Source.Lines[Next - 1].End);

    /// <summary>
    /// The span without the white space at its start. White space is what Go's <c>unicode.IsSpace</c> says, which is the
    /// same in .NET.
    /// </summary>
    public TextSpan TrimStart(TextSpan span)
    {
        var start = span.Start;
        while (start < span.End && char.IsWhiteSpace(Source.Text[start]))
            start++;
        return TextSpan.FromBounds(start, span.End);
    }

    /// <summary>The span without the white space at its end.</summary>
    public TextSpan TrimEnd(TextSpan span)
    {
        var end = span.End;
        while (end > span.Start && char.IsWhiteSpace(Source.Text[end - 1]))
            end--;
        return TextSpan.FromBounds(span.Start, end);
    }
}
