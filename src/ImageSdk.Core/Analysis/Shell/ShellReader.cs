using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Shell;

/// <summary>
/// Reads the language of the POSIX shell (2.10 "Shell Grammar"), with what bash adds and people use, into simple commands. It
/// goes on as long as it understands, and never throws: what follows a piece that it does not understand is not read.
/// </summary>
internal sealed partial class ShellReader
{
    // Deeper than anyone writes, and far from what the stack can hold.
    private const int DeepestNesting = 60;

    private readonly ScriptText _script;
    private readonly string _text;
    private readonly IReadOnlyList<Heredoc> _documents;
    private readonly List<ShellCommand> _commands = [];
    private readonly Queue<(Redirection Redirection, string End, bool RemovesTabs)> _openDocuments = new();
    private int _nextDocument;
    private int _at;
    private int _depth;
    private bool _failed;

    /// <summary>The here-document that the text ended in.</summary>
    private string? _unended;

    /// <summary>Where the last element ended, white space after it not counted.</summary>
    private int _elementEnd;

    private ShellReader(ScriptText script, IReadOnlyList<Heredoc> documents)
    {
        _script = script;
        _text = script.Value;
        _documents = documents;
    }

    /// <summary>Reads a script.</summary>
    /// <param name="script">The text.</param>
    /// <param name="documents">The here-documents that the text opens and that stand outside of it.</param>
    /// <param name="scope">What the script stands in; null for nothing.</param>
    public static (IReadOnlyList<ShellCommand> Commands, bool IsComplete) Read(
        ScriptText script, IReadOnlyList<Heredoc> documents, ShellScope? scope = null)
    {
        var reader = new ShellReader(script, documents);
        reader.ReadList(scope ?? new ShellScope(ShellScopeKind.Script, null, false));
        return (reader._commands, !reader._failed && reader.IsAtEnd);
    }

    /// <summary>
    /// The name of the here-document of a script that no line ends; null if all end, or if the script cannot be read.
    /// </summary>
    /// <param name="script">The text.</param>
    public static string? FindUnendedDocument(string script)
    {
        var reader = new ShellReader(ScriptText.Of(script), []);
        reader.ReadList(new ShellScope(ShellScopeKind.Script, null, false));
        if (!reader._failed && reader._openDocuments.TryPeek(out var last)) reader._unended = last.End;
        return reader._unended;
    }

    private bool IsAtEnd => _at >= _text.Length;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Following => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void Fail()
    {
        _failed = true;
        _at = _text.Length;
    }

    /// <summary>
    /// Reads commands up to the end, a closing bracket, <c>;;</c> or one of the reserved words, none of which is consumed.
    /// </summary>
    private void ReadList(ShellScope scope, params string[] ends)
    {
        if (++_depth > DeepestNesting)
            Fail();
        var connector = Connector.None;
        int? previousEnd = null;
        ShellCommand? previous = null;
        while (true)
        {
            SkipBlanks(linesToo: true);
            if (IsAtEnd || Current == ')' || (Current == ';' && Following == ';') || Array.IndexOf(ends, PeekReserved()) >= 0)
                break;
            var start = _at;
            var command = ReadElement(scope, connector, previousEnd);
            if (previous is not null)
                (previous.NextStart, previous.After) = (OffsetOf(start), connector);
            if (_at == start)
                Fail();
            previous = command;
            previousEnd = OffsetOfEnd(_elementEnd);
            SkipBlanks(linesToo: false);
            connector = ReadConnector();
            if (previous is not null && connector is (Connector.Pipe or Connector.Or or Connector.Background))
                previous.After = connector;
            if (connector == Connector.None && !IsAtEnd && Current is not (')' or ';'))
                Fail();
        }

        _depth--;
    }

    private Connector ReadConnector()
    {
        switch (Current)
        {
            case '\n':
                ReadLineEnd();
                return Connector.Sequence;
            case ';' when Following != ';':
                _at++;
                return Connector.Sequence;
            case '&':
                var isAnd = Following == '&';
                _at += isAnd ? 2 : 1;
                return isAnd ? Connector.And : Connector.Background;
            case '|':
                var isOr = Following == '|';
                _at += isOr || Following == '&' ? 2 : 1;
                return isOr ? Connector.Or : Connector.Pipe;
            default:
                return Connector.None;
        }
    }

    /// <summary>Reads one command of any kind; the simple command that it is, or null for a compound one.</summary>
    private ShellCommand? ReadElement(ShellScope scope, Connector connector, int? previousEnd)
    {
        if (++_depth > DeepestNesting)
            Fail();
        var command = ReadCompound(scope, connector == Connector.Or) ? null : ReadSimple(scope, connector, previousEnd);
        if (command is null)
        {
            ReadTrailingRedirections();
            _elementEnd = _at;
        }

        _depth--;
        return command;
    }

    private ShellCommand? ReadSimple(ShellScope scope, Connector connector, int? previousEnd)
    {
        var start = _at;
        var end = _at;
        var assignments = new List<ShellAssignment>();
        var words = new List<Word>();
        var redirections = new List<Redirection>();
        while (!IsAtEnd)
        {
            SkipBlanks(linesToo: false);
            if (ReadRedirection(end) is { } redirection)
            {
                redirections.Add(redirection);
            }
            else if (IsAtEnd || IsMeta(Current))
            {
                break;
            }
            else
            {
                var wordStart = _at;
                var word = ReadWord();
                if (words.Count == 0 && AssignmentOf(word, wordStart) is { } assignment)
                    assignments.Add(assignment);
                else
                    words.Add(word);
            }

            end = _at;
            if (Current == '(' && words.Count == 1 && redirections.Count == 0)
            {
                ReadFunction(scope);
                return null;
            }
        }

        _elementEnd = end;
        if (_failed || end == start)
            return null;
        var command = new ShellCommand
        {
            Assignments = assignments,
            Words = words,
            Redirections = redirections,
            Span = SpanOf(start, end),
            Scope = scope,
            Before = connector,
            PreviousEnd = previousEnd,
        };
        _commands.Add(command);
        return command;
    }

    private TextSpan SpanOf(int start, int end) => _script.SpanOf(start, end - start);

    private int OffsetOf(int at) => _script.SpanOf(at, at < _text.Length ? 1 : 0).Start;

    private int OffsetOfEnd(int at) => at == 0 ? OffsetOf(0) : _script.SpanOf(at - 1, 1).End;
}
