namespace ImageSdk.Dockerfiles;

/// <summary>
/// Recognises parser directives at the top of a file, as BuildKit's <c>frontend/dockerfile/parser/directives.go</c> does:
/// the first line that is none ends them for good.
/// </summary>
internal sealed class DirectiveReader(SourceText source, DiagnosticBag diagnostics)
{
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private bool _isDone;
    private bool _isAfterShebang;

    /// <summary>The escape character of the lines to come.</summary>
    public char Escape { get; private set; } = '\\';

    public Directive? TryRead(TextSpan span, TextSpan fullSpan)
    {
        if (_isDone)
            return null;
        // BuildKit skips "#!" to find syntax and check, but its parser does not, so that escape has no effect after it.
        if (!_isAfterShebang && fullSpan.Start == 0 && source.Text.AsSpan(span.Start, span.Length).StartsWith("#!"))
        {
            _isAfterShebang = true;
            return null;
        }

        var directive = Read(span, fullSpan);
        _isDone = directive is null;
        if (directive is not null)
            Check(directive);
        return directive;
    }

    private void Check(Directive directive)
    {
        var name = directive.Name.Value.ToLowerInvariant();
        if (!_seen.Add(name))
        {
            diagnostics.Report(directive.Span, $"The directive '{name}' stands twice. Keep one of them.");
            return;
        }

        if (name != "escape" || _isAfterShebang)
            return;
        if (directive.Value.Value is "\\" or "`")
            Escape = directive.Value.Value[0];
        else
            diagnostics.Report(directive.Value, $"'{directive.Value}' cannot be the escape character. It can be \\ or `.");
    }

    private Directive? Read(TextSpan span, TextSpan fullSpan)
    {
        var text = source.Text;
        if (span.Length == 0 || text[span.Start] != '#')
            return null;
        var nameStart = SkipBlanks(span.Start + 1, span.End);
        var nameEnd = nameStart;
        while (nameEnd < span.End && char.IsAsciiLetter(text[nameEnd]))
            nameEnd++;
        var equals = SkipBlanks(nameEnd, span.End);
        if (equals >= span.End || text[equals] != '=' || !IsKnown(text.AsSpan(nameStart, nameEnd - nameStart)))
            return null;
        var valueStart = SkipBlanks(equals + 1, span.End);
        if (valueStart >= span.End)
            return null;

        var line = new LogicalText(source, span.Start);
        line.Append(span);
        var name = line.Token(nameStart - span.Start, nameEnd - span.Start);
        return new Directive(source, span, fullSpan, name, line.Token(valueStart - span.Start, span.Length));
    }

    private int SkipBlanks(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(source.Text[start]))
            start++;
        return start;
    }

    private static bool IsKnown(ReadOnlySpan<char> name) =>
        name.Equals("syntax", StringComparison.OrdinalIgnoreCase)
        || name.Equals("escape", StringComparison.OrdinalIgnoreCase)
        || name.Equals("check", StringComparison.OrdinalIgnoreCase);
}
