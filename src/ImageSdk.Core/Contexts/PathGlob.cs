using System.Text;

namespace ImageSdk.Contexts;

/// <summary>
/// A pattern over whole paths with wildcards, as moby's <c>patternmatcher</c> understands it, matched without a regular
/// expression: thousands of paths are held against it in every build, and most builds have nothing else to do.
/// </summary>
internal sealed class PathGlob
{
    private readonly Token[] _tokens;

    private PathGlob(Token[] tokens) => _tokens = tokens;

    private enum TokenKind
    {
        Literal,

        /// <summary><c>?</c>: one character that is no slash.</summary>
        Any,

        /// <summary>A bracketed class, which may match a slash.</summary>
        Class,

        /// <summary><c>*</c>: characters that are no slash.</summary>
        Star,

        /// <summary><c>**</c> or <c>**/</c> with something after it: nothing, or directories with their slash.</summary>
        Directories,

        /// <summary><c>**</c> at the end: everything.</summary>
        Rest,
    }

    /// <summary>What every match starts with.</summary>
    public string Prefix => _tokens[0].Kind == TokenKind.Literal ? _tokens[0].Text : "";

    /// <summary>The number of components that a match has, or null when it may have any number.</summary>
    public int? Depth
    {
        get
        {
            int slashes = 0;
            foreach (Token token in _tokens)
            {
                if (token.Kind is TokenKind.Class or TokenKind.Directories or TokenKind.Rest)
                    return null;
                slashes += token.Text.AsSpan().Count('/');
            }

            return slashes + 1;
        }
    }

    /// <summary>Reads a pattern that <see cref="PatternShape"/> found to be ordinary.</summary>
    public static PathGlob Parse(string pattern)
    {
        var tokens = new List<Token>();
        var literal = new StringBuilder();
        void Add(TokenKind kind, string text = "")
        {
            if (literal.Length > 0)
                tokens.Add(new Token(TokenKind.Literal, literal.ToString()));
            literal.Clear();
            if (kind != TokenKind.Literal)
                tokens.Add(new Token(kind, text));
        }

        ReadOnlySpan<char> rest = pattern;
        while (rest.Length > 0)
        {
            ReadOnlySpan<char> start = rest;
            if (rest.StartsWith("**"))
            {
                rest = rest.StartsWith("**/") ? rest[3..] : rest[2..];
                Add(rest.Length == 0 ? TokenKind.Rest : TokenKind.Directories);
            }
            else if (rest[0] == '[')
            {
                GoGlob.TryClass(ref rest, default, out _);
                Add(TokenKind.Class, start[..^rest.Length].ToString());
            }
            else
            {
                rest = rest[1..];
                if (start[0] is '*' or '?')
                {
                    Add(start[0] == '*' ? TokenKind.Star : TokenKind.Any);
                    continue;
                }

                bool escape = start[0] == '\\' && rest.Length > 0;
                literal.Append(escape ? rest[0] : start[0]);
                rest = escape ? rest[1..] : rest;
            }
        }

        Add(TokenKind.Literal);
        return new PathGlob([.. tokens]);
    }

    /// <summary>Whether the pattern matches the whole of a path.</summary>
    public bool IsMatch(ReadOnlySpan<char> path)
    {
        Token last = _tokens[^1];
        return (last.Kind != TokenKind.Literal || path.EndsWith(last.Text)) && IsMatch(0, path);
    }

    private bool IsMatch(int index, ReadOnlySpan<char> path)
    {
        for (; index < _tokens.Length; index++)
        {
            Token token = _tokens[index];
            switch (token.Kind)
            {
                case TokenKind.Literal:
                    if (!path.StartsWith(token.Text))
                        return false;
                    path = path[token.Text.Length..];
                    break;

                case TokenKind.Any or TokenKind.Class:
                    if (path.Length == 0)
                        return false;
                    Rune.DecodeFromUtf16(path, out Rune character, out int length);
                    ReadOnlySpan<char> text = token.Text;
                    bool matches = character.Value != '/';
                    if (token.Kind == TokenKind.Class)
                        GoGlob.TryClass(ref text, character, out matches);
                    if (!matches)
                        return false;
                    path = path[length..];
                    break;

                case TokenKind.Star:
                    return IsMatchAfterStar(index + 1, path);

                case TokenKind.Directories:
                    return IsMatchAfterDirectories(index + 1, path);

                case TokenKind.Rest:
                    return !path.Contains('\n'); // The dot of a regular expression matches no line feed.
            }
        }

        return path.Length == 0;
    }

    private bool IsMatchAfterStar(int index, ReadOnlySpan<char> path)
    {
        if (index == _tokens.Length)
            return !path.Contains('/');
        while (!IsMatch(index, path))
        {
            if (path.Length == 0 || path[0] == '/')
                return false;
            path = path[GoGlob.RuneLength(path)..];
        }

        return true;
    }

    private bool IsMatchAfterDirectories(int index, ReadOnlySpan<char> path)
    {
        while (!IsMatch(index, path))
        {
            int slash = path.IndexOfAny('/', '\n');
            if (slash < 0 || path[slash] == '\n')
                return false;
            path = path[(slash + 1)..];
        }

        return true;
    }

    private sealed record Token(TokenKind Kind, string Text);
}
