using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>A file's text, its lines, and the way from an offset to a line and column.</summary>
public sealed class SourceText
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly List<TextSpan> _lines = [];

    private readonly SourceLocation? _cause;

    /// <summary>Takes a text apart into lines.</summary>
    /// <param name="text">The text, with its byte order mark and its own line endings.</param>
    /// <param name="path">The path of the file as the user knows it.</param>
    public SourceText(string text, string path)
        : this(text, path, null)
    {
    }

    /// <summary>Takes a text that is in no file, such as what an image's configuration holds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cause">The place that brings the text in, and that all locations in it are.</param>
    internal SourceText(string text, SourceLocation cause)
        : this(text, cause.File, cause)
    {
    }

    private SourceText(string text, string path, SourceLocation? cause)
    {
        Text = text;
        Path = path;
        _cause = cause;
        for (var start = 0; start < text.Length;)
        {
            var newline = text.IndexOf('\n', start);
            var end = newline < 0 ? text.Length : newline + 1;
            _lines.Add(TextSpan.FromBounds(start, end));
            start = end;
        }
    }

    /// <summary>The whole text, as it was given.</summary>
    public string Text { get; }

    /// <summary>The path of the file as the user knows it.</summary>
    public string Path { get; }

    /// <summary>The lines, each with its line ending; a text that ends in a newline has no empty last line.</summary>
    public IReadOnlyList<TextSpan> Lines => _lines;

    /// <summary>The length of the byte order mark that the text starts with: 1 or 0.</summary>
    internal int ByteOrderMarkLength => Text.Length > 0 && Text[0] == ByteOrderMark ? 1 : 0;

    /// <summary>The text of a span.</summary>
    public string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);

    /// <summary>The line, from 0, that an offset is in; the offset after the end belongs to the last line.</summary>
    public int LineIndexAt(int offset)
    {
        var (low, high) = (0, _lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_lines[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>The line and column of an offset, both from 1. A byte order mark takes no column.</summary>
    public SourceLocation LocationAt(int offset)
    {
        if (_cause is { } cause)
            return cause;
        if (_lines.Count == 0)
            return new SourceLocation(Path, 1, 1);
        var line = LineIndexAt(offset);
        var start = line == 0 ? ByteOrderMarkLength : _lines[line].Start;
        return new SourceLocation(Path, line + 1, Math.Max(offset - start, 0) + 1);
    }

    /// <summary>A line without its line ending. Like BuildKit, every trailing carriage return belongs to the ending.</summary>
    internal TextSpan ContentOf(int line)
    {
        var start = line == 0 ? ByteOrderMarkLength : _lines[line].Start;
        var end = _lines[line].End;
        while (end > start && Text[end - 1] is '\r' or '\n')
            end--;
        return TextSpan.FromBounds(start, end);
    }
}
