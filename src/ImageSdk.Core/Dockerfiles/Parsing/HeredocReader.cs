namespace ImageSdk.Dockerfiles;

/// <summary>Finds the here-documents that an instruction opens, and reads them from the lines after it.</summary>
internal sealed class HeredocReader(LineReader lines, DiagnosticBag diagnostics)
{
    public IReadOnlyList<Heredoc> Read(LogicalText instruction)
    {
        if (!instruction.Value.Contains("<<", StringComparison.Ordinal))
            return [];
        var lexer = new ShellLexer(instruction.Value, '\\', HeredocOpening.NoVariables)
        {
            KeepsUnset = true,
            KeepsQuotes = true,
            KeepsEscapes = true,
        };
        // Text that is no proper shell, like a lone quote, opens nothing.
        var words = lexer.Words() ?? [];
        var heredocs = new List<Heredoc>();
        foreach (var word in words)
        {
            if (HeredocOpening.Parse(instruction.Token(word.Start, word.End)) is { } opening)
                heredocs.Add(ReadBody(opening));
        }

        return heredocs;
    }

    private Heredoc ReadBody(HeredocOpening opening)
    {
        var text = lines.Source.Text;
        var start = lines.Next < lines.Source.Lines.Count ? lines.Source.Lines[lines.Next].Start : text.Length;
        while (!lines.IsAtEnd)
        {
            var line = lines.Read();
            var wordStart = line.Start;
            while (opening.RemovesTabs && wordStart < line.End && text[wordStart] == '\t')
                wordStart++;
            var word = TextSpan.FromBounds(wordStart, line.End);
            if (text.AsSpan(word.Start, word.Length).SequenceEqual(opening.Name))
                return new Heredoc(lines.Source, opening, TextSpan.FromBounds(start, line.Start), word);
        }

        diagnostics.Report(
            opening.Token, $"The here-document {opening.Token} never ends: no line after it is just '{opening.Name}'.");
        return new Heredoc(lines.Source, opening, TextSpan.FromBounds(start, text.Length), null);
    }
}
