namespace ImageSdk.Dockerfiles;

/// <summary><c>$name</c> and <c>${name…}</c>: <c>processDollar</c> in BuildKit's <c>lex.go</c>.</summary>
internal sealed partial class ShellLexer
{
    private string? ReadVariable()
    {
        _at++;
        if (IsAtEnd || text[_at] != '{')
        {
            var name = ReadName();
            if (name.Length == 0)
                return "$";
            return Lookup(name) ?? (KeepsUnset ? "$" + name : "");
        }

        // BuildKit names the character after the name, often a quote, which says nothing to somebody who forgot the brace.
        var isClosed = text.IndexOf('}', _at++) >= 0;
        if (!isClosed)
            return Fail($"'}}' is missing after '${{{ReadName()}'");
        return text[_at] is '{' or '}' or ':' ? Fail("no variable is named in ${…}") : ReadBraced(ReadName());
    }

    private string? ReadBraced(string name)
    {
        if (IsAtEnd)
            return Fail("'}' is missing");
        var modifier = text[_at++].ToString();
        switch (modifier)
        {
            case "}":
                return Lookup(name) ?? (KeepsUnset ? $"${{{name}}}" : "");
            case "/":
                return ReadReplacement(name);
            case ":":
                if (IsAtEnd)
                    return Fail("'}' is missing");
                modifier += text[_at++];
                break;
        }

        if (modifier[^1] is not ('+' or '-' or '?' or '#' or '%'))
            return Fail($"'{modifier}' is not supported in ${{…}}");
        if (ReadUntil('}', modifier[^1] is '#' or '%', null) is not { } word)
            return null;
        var value = Lookup(name);
        if (value is null && KeepsUnset)
            return $"${{{name}{modifier}{word}}}";
        return Apply(modifier, name, value, word);
    }

    private string? Apply(string modifier, string name, string? value, string word)
    {
        var isMissing = value is null || (modifier[0] == ':' && value.Length == 0);
        switch (modifier[^1])
        {
            case '-':
                return isMissing ? word : value;
            case '+':
                return isMissing ? "" : word;
            case '?':
                if (!isMissing)
                    return value;
                MissingVariable ??= name;
                return Fail($"{name}: {(word.Length > 0 ? word : value is null ? "it has no value" : "its value is empty")}");
            default:
                return Trim(modifier[^1], value ?? "", word);
        }
    }

    private string? Trim(char side, string value, string word)
    {
        // A doubled sign asks for the longest match.
        var isLongest = word.StartsWith(side);
        if (ShellPattern.Parse(isLongest ? word[1..] : word, out var error) is not { } pattern)
            return Fail(error);
        return side == '#' ? pattern.TrimStart(value, isLongest) : pattern.TrimEnd(value, isLongest);
    }

    private string? ReadReplacement(string name)
    {
        var isAll = !IsAtEnd && text[_at] == '/';
        if (isAll)
            _at++;
        if (ReadUntil('/', keepsEscapes: true, null) is not { } word
            || ReadUntil('}', keepsEscapes: true, null) is not { } replacement)
        {
            return null;
        }

        var value = Lookup(name);
        if (value is null && KeepsUnset)
            return $"${{{name}/{word}/{replacement}}}";
        if (ShellPattern.Parse(word, out var error) is not { } pattern)
            return Fail(error);
        return pattern.Replace(value ?? "", replacement, isAll, LongestValue) ?? Fail(TooLong);
    }

    /// <summary>A name, a number, or one of the shell's special parameters; empty when nothing of that follows.</summary>
    private string ReadName()
    {
        var start = _at;
        if (!IsAtEnd && char.IsDigit(text[_at]))
        {
            while (!IsAtEnd && char.IsDigit(text[_at]))
                _at++;
        }
        else if (!IsAtEnd && text[_at] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            _at++;
        }
        else
        {
            while (!IsAtEnd && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
                _at++;
        }

        return text[start.._at];
    }

    private string? Lookup(string name)
    {
        var value = lookup(name);
        (value is null ? Unset : Set).Add(name);
        return value;
    }
}
