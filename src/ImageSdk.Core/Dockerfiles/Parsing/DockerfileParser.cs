using System.Text;
using ImageSdk.Storage;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// Takes a Dockerfile apart into elements, line by line, as <c>Parse</c> in BuildKit's
/// <c>frontend/dockerfile/parser/parser.go</c> does.
/// </summary>
internal sealed class DockerfileParser
{
    // A line must fit the buffer of Go's line scanner, or BuildKit refuses the file.
    private const int LongestLineInBytes = 65535;

    private readonly SourceText _source;
    private readonly FileText? _file;
    private readonly LineReader _lines;
    private readonly DiagnosticBag _diagnostics;
    private readonly DirectiveReader _directives;
    private readonly List<DockerfileElement> _elements = [];
    private List<Comment> _comments = [];

    /// <param name="source">The text.</param>
    /// <param name="file">The file that has the text; null for a text that is in no file.</param>
    public DockerfileParser(SourceText source, FileText? file = null)
    {
        _source = source;
        _file = file;
        _lines = new LineReader(source);
        _diagnostics = new DiagnosticBag(source);
        _directives = new DirectiveReader(source, _diagnostics);
    }

    public Dockerfile Parse()
    {
        ReportLongLines();
        while (!_lines.IsAtEnd)
            ReadElement();
        var stages = StageBuilder.Build(_elements, _diagnostics, out var globalArguments);
        if (EncodingProblem() is { } problem)
            _diagnostics.Report(problem,
                $"The Dockerfile cannot be read: its text {_file!.Problem}. BuildKit reads only UTF-8. Save the file as UTF-8.");
        // All other errors in a file of UTF-16 are consequences.
        var diagnostics = _file?.OtherEncoding is null ? _diagnostics.InOrder() : [_diagnostics.Last];
        return new Dockerfile(_source, _directives.Escape, _elements, globalArguments, stages, diagnostics);
    }

    private void ReadElement()
    {
        var first = _lines.Next;
        var content = _lines.TrimStart(_lines.Read());
        var span = _lines.TrimEnd(content);
        if (_directives.TryRead(span, _lines.LinesFrom(first)) is { } directive)
        {
            _elements.Add(directive);
        }
        else if (span.Length == 0)
        {
            _elements.Add(new BlankLine(_source, span, _lines.LinesFrom(first)));
        }
        else if (_source.Text[span.Start] == '#')
        {
            var comment = new Comment(_source, span, _lines.LinesFrom(first));
            _elements.Add(comment);
            _comments.Add(comment);
        }
        else
        {
            _elements.Add(ReadInstruction(first, content));
            _comments = [];
        }
    }

    private Instruction ReadInstruction(int first, TextSpan content)
    {
        var line = new LogicalText(_source, content.Start);
        var innerComments = new List<Comment>();
        var emptyLines = new List<TextSpan>();
        var isContinued = AppendContinued(line, content);
        while (isContinued && !_lines.IsAtEnd)
        {
            var next = _lines.Next;
            var whole = _lines.Read();
            var trimmed = _lines.TrimEnd(_lines.TrimStart(whole));
            if (trimmed.Length == 0)
                emptyLines.Add(whole);
            else if (_source.Text[trimmed.Start] == '#')
                innerComments.Add(new Comment(_source, trimmed, _lines.LinesFrom(next)));
            else
                isContinued = AppendContinued(line, whole);
        }

        var parser = new InstructionParser(_lines, _directives.Escape, _diagnostics);
        return parser.Parse(line, first, content.Start, parts => parts with
        {
            LeadingComments = _comments,
            InnerComments = innerComments,
            EmptyContinuations = emptyLines,
        });
    }

    /// <summary>
    /// Appends a line; true when the next one continues it: the line ends in the escape character, blanks after it
    /// allowed, and the character before it is not the escape character too.
    /// </summary>
    private bool AppendContinued(LogicalText line, TextSpan content)
    {
        var text = _source.Text;
        var end = content.End;
        while (end > content.Start && text[end - 1] is ' ' or '\t')
            end--;
        var last = end - 1;
        var isContinued = last >= content.Start && text[last] == _directives.Escape
            && (last == content.Start || text[last - 1] != _directives.Escape);
        line.Append(isContinued ? TextSpan.FromBounds(content.Start, last) : content);
        return isContinued;
    }

    /// <summary>
    /// Where the first character is that is not UTF-8, outside of comments, which BuildKit skips. With such a character in a RUN,
    /// BuildKit fails without a place; in other instructions and in the files of here-documents it writes U+FFFD instead.
    /// </summary>
    private TextSpan? EncodingProblem()
    {
        if (_file is not { IsUtf8: false })
            return null;
        if (_file.OtherEncoding is not null)
            return default(TextSpan);
        var comments = _elements.OfType<Comment>()
            .Concat(_elements.OfType<Instruction>().SelectMany(instruction => instruction.InnerComments))
            .Select(comment => comment.Span).ToList();
        return _file.Invalid.Where(offset => !comments.Exists(comment => comment.Start <= offset && offset < comment.End))
            .Select(offset => (TextSpan?)new TextSpan(offset, 0)).FirstOrDefault();
    }

    private void ReportLongLines()
    {
        for (var i = 0; i < _source.Lines.Count; i++)
        {
            var content = _source.ContentOf(i);
            if (Encoding.UTF8.GetByteCount(_source.Text.AsSpan(content.Start, content.Length)) <= LongestLineInBytes)
                continue;
            _diagnostics.Report(
                content, $"The line is longer than {LongestLineInBytes} bytes, which BuildKit cannot read. Break it up.");
        }
    }
}
