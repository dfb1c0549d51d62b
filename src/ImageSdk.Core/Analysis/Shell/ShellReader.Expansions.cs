namespace ImageSdk.Analysis.Shell;

/// <summary>Double quotes, and what the shell expands in and outside of them.</summary>
internal sealed partial class ShellReader
{
    private static readonly ShellScope Substitution =
        new(ShellScopeKind.Substitution, new ShellScope(ShellScopeKind.Script, null, false), true);

    /// <summary>Reads what stands in double quotes; whether nothing in it is expanded.</summary>
    private bool ReadDoubleQuoted(Action<char> add, Action<int> keep)
    {
        var isLiteral = true;
        for (_at++; !IsAtEnd;)
        {
            if (Current == '"')
            {
                _at++;
                return isLiteral;
            }

            if (Current is '$' or '`')
            {
                var from = _at;
                isLiteral &= !ReadExpansion();
                keep(from);
                continue;
            }

            if (Current == '\\' && Following is '"' or '$' or '`' or '\\' or '\n')
            {
                _at++;
                if (Current == '\n')
                {
                    _at++;
                    continue;
                }
            }

            add(Current);
            _at++;
        }

        Fail();
        return isLiteral;
    }

    /// <summary>
    /// Reads past <c>$X</c>, <c>${…}</c>, <c>$(…)</c>, <c>$((…))</c>, <c>&lt;(…)</c> or backticks, and the commands in it; false
    /// for a dollar that is just one.
    /// </summary>
    private bool ReadExpansion()
    {
        if (Current == '`')
            return ReadBackticks();

        _at++;
        if (Current == '(' && Following == '(')
            return SkipPast("))");
        if (Current == '(')
        {
            _at++;
            ReadList(Substitution);
            return Expect(')');
        }

        if (Current == '{')
        {
            var depth = 0;
            for (; !IsAtEnd; _at++)
            {
                if (Current == '\\')
                    _at++;
                else if (Current == '"' && _text.IndexOf('"', _at + 1) is > 0 and var quote)
                    _at = quote;
                else if (Current == '{')
                    depth++;
                else if (Current == '}' && --depth == 0)
                    break;
            }

            if (IsAtEnd)
                Fail();
            _at = Math.Min(_at + 1, _text.Length);
            return true;
        }

        if (Current is '@' or '*' or '#' or '?' or '-' or '$' or '!' || char.IsAsciiDigit(Current))
        {
            _at++;
            return true;
        }

        // $'…', whose escapes are not read.
        if (Current == '\'')
            return SkipThrough('\'');

        var nameStart = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
            _at++;
        return _at > nameStart;
    }

    private bool ReadBackticks()
    {
        var start = _at + 1;
        SkipThrough('`');
        // With a backslash in it, what is run is another text than what is written.
        if (!_failed && _text.IndexOf('\\', start, _at - 1 - start) < 0)
            _commands.AddRange(Read(_script.Part(start, _at - 1), [], Substitution).Commands);
        return true;
    }

    /// <summary>Skips from an opening mark to behind the closing one; a backslash hides what follows it.</summary>
    private bool SkipThrough(char end)
    {
        for (_at++; !IsAtEnd && Current != end; _at++)
        {
            if (Current == '\\')
                _at++;
        }

        if (IsAtEnd)
            Fail();
        _at = Math.Min(_at + 1, _text.Length);
        return true;
    }
}
