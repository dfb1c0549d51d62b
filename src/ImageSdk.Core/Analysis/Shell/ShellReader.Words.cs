using System.Text;

namespace ImageSdk.Analysis.Shell;

/// <summary>Words, redirections and what stands between them.</summary>
internal sealed partial class ShellReader
{
    private static readonly string[] RedirectionOperators =
    [
        "&>>", "&>", "<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">&", ">|", ">",
    ];

    /// <summary>Whether a character ends a word and is no redirection.</summary>
    private static bool IsMeta(char character) => character is '\n' or ';' or '&' or '|' or '(' or ')';

    /// <summary>Whether <c>&lt;(…)</c> or <c>&gt;(…)</c> of bash stands somewhere: a word, with the commands in it.</summary>
    private bool IsProcessSubstitution(int at) => at + 1 < _text.Length && _text[at] is '<' or '>' && _text[at + 1] == '(';

    private void SkipBlanks(bool linesToo)
    {
        while (!IsAtEnd)
        {
            if (Current == '\n' && linesToo)
                ReadLineEnd();
            else if (Current != '\n' && char.IsWhiteSpace(Current))
                _at++;
            else if (Current == '\\' && Following == '\n')
                _at += 2;
            else if (Current == '\\' && Following == '\r' && _at + 2 < _text.Length && _text[_at + 2] == '\n')
                _at += 3;
            else if (Current == '#' && (_at == 0 || char.IsWhiteSpace(_text[_at - 1]) || IsMeta(_text[_at - 1])))
                _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;
            else
                return;
        }
    }

    /// <summary>Reads the end of a line, and the here-documents that were opened on it.</summary>
    private void ReadLineEnd()
    {
        _at++;
        while (_openDocuments.TryDequeue(out var open))
        {
            var start = _at;
            var end = start;
            while (true)
            {
                if (IsAtEnd)
                {
                    _unended = open.End;
                    Fail();
                    return;
                }

                end = _at;
                var lineEnd = _text.IndexOf('\n', _at) is var newline and >= 0 ? newline : _text.Length;
                var line = _text.AsSpan(_at, lineEnd - _at).TrimEnd('\r');
                _at = Math.Min(lineEnd + 1, _text.Length);
                if ((open.RemovesTabs ? line.TrimStart('\t') : line).SequenceEqual(open.End))
                    break;
            }

            open.Redirection.Body = _script.Part(start, end);
        }
    }

    private void ReadTrailingRedirections()
    {
        while (true)
        {
            var before = _at;
            SkipBlanks(linesToo: false);
            if (ReadRedirection(before) is null)
            {
                _at = before;
                return;
            }
        }
    }

    /// <summary>Reads a redirection, if one stands here.</summary>
    /// <param name="previousEnd">Where the piece before it ends.</param>
    private Redirection? ReadRedirection(int previousEnd)
    {
        var start = _at;
        var at = _at;
        while (at < _text.Length && char.IsAsciiDigit(_text[at]))
            at++;
        var symbol = Array.Find(RedirectionOperators,
            candidate => string.CompareOrdinal(_text, at, candidate, 0, candidate.Length) == 0);
        if (symbol is null || (symbol[0] == '&' && at > start) || IsProcessSubstitution(at))
            return null;
        _at = at + symbol.Length;
        var operatorEnd = _at;
        SkipBlanks(linesToo: false);
        if (IsAtEnd || IsMeta(Current) || (Current is '<' or '>' && !IsProcessSubstitution(_at)))
        {
            Fail();
            return null;
        }

        var targetStart = _at;
        var target = ReadWord();
        var redirection = new Redirection(symbol, target, SpanOf(start, _at))
        {
            FollowsWord = at == start && start == previousEnd && start > 0 && !char.IsWhiteSpace(_text[start - 1]),
            TargetFollows = targetStart == operatorEnd,
        };
        if (symbol is not ("<<" or "<<-"))
            return redirection;
        if (_nextDocument < _documents.Count)
            redirection.Body = ScriptText.Of(_documents[_nextDocument++]);
        else
            _openDocuments.Enqueue((redirection, target.Value, symbol == "<<-"));
        return redirection;
    }

    private ShellAssignment? AssignmentOf(Word word, int start)
    {
        var equals = word.Raw.IndexOf('=');
        var nameEnd = equals > 0 && word.Raw[equals - 1] == '+' ? equals - 1 : equals;
        if (nameEnd <= 0 || char.IsAsciiDigit(word.Raw[0]))
            return null;
        var name = word.Raw[..nameEnd];
        if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
            return null;
        var value = word.Text.Part(equals + 1, word.Value.Length);
        var inner = new Word(value.Value, word.Raw[(equals + 1)..], word.IsLiteral,
            SpanOf(start + equals + 1, _at)) { Text = value, Commands = word.Commands };
        return new ShellAssignment(name, inner, word.Span);
    }

    private Word ReadWord()
    {
        var start = _at;
        var commandsBefore = _commands.Count;
        var value = new StringBuilder();
        var offsets = new List<int>();
        var isLiteral = true;
        while (!IsAtEnd && !char.IsWhiteSpace(Current) && (Current is not ('<' or '>') || IsProcessSubstitution(_at)))
        {
            if (Current == '(' && _at > start && _text[_at - 1] == '=')
            {
                // An array of bash, with nothing in it that matters here.
                isLiteral = false;
                var from = _at;
                SkipPast(")");
                Keep(from);
            }
            else if (IsMeta(Current))
            {
                break;
            }
            else if (Current == '\'')
            {
                var close = _text.IndexOf('\'', _at + 1);
                if (close < 0)
                {
                    Fail();
                    break;
                }

                for (_at++; _at < close; _at++)
                    Add(Current);
                _at++;
            }
            else if (Current == '"')
            {
                isLiteral &= ReadDoubleQuoted(Add, Keep);
            }
            else if (Current == '\\')
            {
                _at++;
                if (Current == '\n')
                {
                    _at++;
                }
                else if (!IsAtEnd)
                {
                    Add(Current);
                    _at++;
                }
            }
            else if (Current is '$' or '`' or '<' or '>')
            {
                var from = _at;
                isLiteral &= !ReadExpansion();
                Keep(from);
            }
            else
            {
                Add(Current);
                _at++;
            }
        }

        var raw = _text[start.._at];
        return new Word(value.ToString(), raw, isLiteral, SpanOf(start, _at)) 
        {
            Text = _script.Inner(value.ToString(), offsets, start),
            Commands = _commands.Count == commandsBefore ? [] : _commands[commandsBefore..],
        };

        void Add(char character)
        {
            value.Append(character);
            offsets.Add(_at);
        }

        void Keep(int from)
        {
            for (var i = from; i < _at; i++)
            {
                value.Append(_text[i]);
                offsets.Add(i);
            }
        }
    }
}
