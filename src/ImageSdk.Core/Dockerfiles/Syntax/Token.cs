using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// A piece of an instruction: a word, a flag's value, a string of a JSON array, or a whole shell command. It knows both
/// what BuildKit reads (<see cref="Value"/>) and where that is written (<see cref="Span"/>), which differ when line
/// continuations, comments, quotes or escapes stand in between.
/// </summary>
public sealed class Token
{
    private readonly SourceText _source;
    private readonly ArraySegment<TextSpan> _characters;

    internal Token(SourceText source, string value, ArraySegment<TextSpan> characters, TextSpan span)
    {
        _source = source;
        _characters = characters;
        Value = value;
        Span = span;
    }

    /// <summary>
    /// What BuildKit reads: continuations and comments are gone, JSON strings decoded, a flag's quotes removed.
    /// Variables are not expanded, and the quotes of other words still stand.
    /// </summary>
    public string Value { get; }

    /// <summary>Where it is written, with quotes.</summary>
    public TextSpan Span { get; }

    /// <summary>What is written there.</summary>
    public string Text => _source.Slice(Span);

    /// <summary>The line and column of its start.</summary>
    public SourceLocation Location => _source.LocationAt(Span.Start);

    /// <summary>Where a part of <see cref="Value"/> is written.</summary>
    /// <param name="start">The part's first UTF-16 code unit in <see cref="Value"/>, from 0.</param>
    /// <param name="length">The part's length in UTF-16 code units.</param>
    public TextSpan SpanOf(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Value.Length);
        if (length > 0)
            return TextSpan.FromBounds(_characters[start].Start, _characters[start + length - 1].End);
        if (start < Value.Length)
            return new TextSpan(_characters[start].Start, 0);
        return new TextSpan(Value.Length == 0 ? Span.Start : _characters[start - 1].End, 0);
    }

    /// <summary>The line and column of a code unit of <see cref="Value"/>.</summary>
    public SourceLocation LocationOf(int start) => _source.LocationAt(SpanOf(start, 0).Start);

    /// <summary><see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
