using System.Text;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// Text as BuildKit reads it, put together from pieces of the file; every code unit remembers where it is written.
/// </summary>
internal sealed class LogicalText
{
    private readonly StringBuilder _value = new();
    private readonly List<TextSpan> _characters = [];
    private string? _text;
    private TextSpan[]? _spans;
    private readonly int _origin;

    /// <param name="source">The file.</param>
    /// <param name="origin">Where the text is written while it is empty.</param>
    public LogicalText(SourceText source, int origin)
    {
        Source = source;
        _origin = origin;
    }

    public SourceText Source { get; }

    public int Length => _value.Length;

    /// <summary>The text. Nothing may be appended after it was asked for.</summary>
    public string Value => _text ??= _value.ToString();

    private TextSpan[] Spans => _spans ??= [.. _characters];

    public void Append(char character, TextSpan span)
    {
        _value.Append(character);
        _characters.Add(span);
    }

    /// <summary>Appends a piece of the file as it is written.</summary>
    public void Append(TextSpan piece)
    {
        for (var offset = piece.Start; offset < piece.End; offset++)
            Append(Source.Text[offset], new TextSpan(offset, 1));
    }

    /// <summary>Appends a part of another text, code unit by code unit.</summary>
    public void Append(LogicalText other, int start, int length = 1)
    {
        for (var i = start; i < start + length; i++)
            Append(other.Value[i], other.Spans[i]);
    }

    /// <summary>A part of the text as a token.</summary>
    public Token Token(int start, int end)
    {
        var characters = new ArraySegment<TextSpan>(Spans, start, end - start);
        return new Token(Source, Value[start..end], characters, SpanOf(start, end));
    }

    /// <summary>The whole text as a token that is written, with quotes or escapes, at the span.</summary>
    public Token Token(TextSpan span) => new(Source, Value, Spans, span);

    /// <summary>Where a part of the text is written; an empty part is right after the code unit before it.</summary>
    public TextSpan SpanOf(int start, int end)
    {
        if (start < end)
            return TextSpan.FromBounds(Spans[start].Start, Spans[end - 1].End);
        if (start > 0)
            return new TextSpan(Spans[start - 1].End, 0);
        return new TextSpan(Spans.Length == 0 ? _origin : Spans[0].Start, 0);
    }
}
