namespace ImageSdk.Analysis.Shell;

/// <summary>Compound commands and functions.</summary>
internal sealed partial class ShellReader
{
    private static readonly string[] Reserved =
    [
        "if", "then", "elif", "else", "fi", "for", "select", "while", "until", "do", "done", "case", "esac", "function", "{", "}",
        "!", "[[", "time",
    ];

    /// <summary>The reserved word that stands here, not consumed; or null.</summary>
    private string? PeekReserved()
    {
        var end = _at;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && !IsMeta(_text[end]) && _text[end] is not ('<' or '>'))
            end++;
        var length = end - _at;
        foreach (var word in Reserved)
        {
            if (word.Length == length && string.CompareOrdinal(_text, _at, word, 0, length) == 0)
                return word;
        }

        return null;
    }

    /// <summary>Reads a compound command, if one stands here.</summary>
    private bool ReadCompound(ShellScope scope, bool isConditional)
    {
        if (Current == '(')
        {
            if (Following == '(')
                return SkipPast("))");
            _at++;
            ReadList(Inside(ShellScopeKind.Subshell));
            return Expect(')');
        }

        switch (PeekReserved())
        {
            case "{":
                _at++;
                ReadList(Inside(ShellScopeKind.Group), "}");
                return Expect("}");
            case "if":
                _at += 2;
                ReadList(Inside(ShellScopeKind.Group), "then");
                Expect("then");
                return ReadBranches(Inside(ShellScopeKind.Branch, conditional: true));
            case "while" or "until":
                _at += 5;
                ReadList(Inside(ShellScopeKind.Group), "do");
                return ReadLoopBody(scope);
            case "for" or "select":
                if (!SkipToReserved("do"))
                    return true;
                return ReadLoopBody(scope);
            case "case":
                return ReadCase(Inside(ShellScopeKind.Branch, conditional: true));
            case "[[":
                return SkipPast("]]");
            case "!" or "time":
                _at += PeekReserved()!.Length;
                SkipBlanks(linesToo: false);
                ReadElement(Inside(ShellScopeKind.Group), Connector.None, null);
                return true;
            case "function":
                _at += "function".Length;
                SkipBlanks(linesToo: false);
                if (IsAtEnd || IsMeta(Current))
                    Fail();
                else
                    ReadWord();
                ReadFunction(scope);
                return true;
            default:
                return false;
        }

        ShellScope Inside(ShellScopeKind kind, bool conditional = false) =>
            new(kind, scope, scope.IsConditional || isConditional || conditional);
    }

    private bool ReadBranches(ShellScope branch)
    {
        while (!_failed)
        {
            ReadList(branch, "elif", "else", "fi");
            switch (PeekReserved())
            {
                case "elif":
                    _at += 4;
                    ReadList(branch, "then");
                    Expect("then");
                    break;
                case "else":
                    _at += 4;
                    break;
                default:
                    return Expect("fi");
            }
        }

        return true;
    }

    private bool ReadLoopBody(ShellScope scope)
    {
        Expect("do");
        ReadList(new ShellScope(ShellScopeKind.Loop, scope, true), "done");
        return Expect("done");
    }

    private bool ReadCase(ShellScope branch)
    {
        _at += "case".Length;
        SkipBlanks(linesToo: false);
        if (IsAtEnd || IsMeta(Current))
        {
            Fail();
            return true;
        }

        ReadWord();
        SkipBlanks(linesToo: true);
        if (string.CompareOrdinal(_text, _at, "in", 0, 2) != 0)
            Fail();
        _at = Math.Min(_at + 2, _text.Length);
        while (!IsAtEnd)
        {
            SkipBlanks(linesToo: true);
            if (PeekReserved() == "esac")
                return Expect("esac");
            if (Current == '(')
                _at++;
            if (!SkipPast(")"))
                return true;
            ReadList(branch, "esac");
            while (Current is ';' or '&')
                _at++;
        }

        Fail();
        return true;
    }

    /// <summary>Reads the brackets after the name of a function, and its body.</summary>
    private void ReadFunction(ShellScope scope)
    {
        SkipBlanks(linesToo: false);
        if (Current == '(')
        {
            _at++;
            SkipBlanks(linesToo: false);
            Expect(')');
        }

        SkipBlanks(linesToo: true);
        if (IsAtEnd || !ReadCompound(new ShellScope(ShellScopeKind.Function, scope, true), isConditional: true))
            Fail();
        ReadTrailingRedirections();
        _elementEnd = _at;
    }

    private bool Expect(char character)
    {
        SkipBlanks(linesToo: true);
        if (Current == character)
            _at++;
        else
            Fail();
        return true;
    }

    private bool Expect(string word)
    {
        SkipBlanks(linesToo: true);
        if (PeekReserved() == word)
            _at += word.Length;
        else
            Fail();
        return true;
    }

    private bool SkipPast(string end)
    {
        var index = _text.IndexOf(end, _at, StringComparison.Ordinal);
        if (index < 0)
            Fail();
        else
            _at = index + end.Length;
        return true;
    }

    private bool SkipToReserved(string word)
    {
        while (!IsAtEnd)
        {
            SkipBlanks(linesToo: true);
            if (PeekReserved() == word)
                return true;
            if (IsAtEnd)
                break;
            if (IsMeta(Current) || Current is '<' or '>')
                _at++;
            else
                ReadWord();
        }

        Fail();
        return false;
    }
}
