namespace ImageSdk.Dockerfiles;

/// <summary>
/// Reads the arguments of an instruction in the form that it has, as BuildKit's
/// <c>frontend/dockerfile/parser/line_parsers.go</c>.
/// </summary>
internal sealed class ArgumentScanner(LogicalText line, char escape, DiagnosticBag diagnostics)
{
    public ArgumentList Scan(InstructionKind kind, Token keyword, int start, int end)
    {
        if (start == end)
            return new ArgumentList([]);
        return kind switch
        {
            InstructionKind.From or InstructionKind.Expose => new ArgumentList(WordScanner.Split(line, start, end)),
            InstructionKind.Add or InstructionKind.Copy or InstructionKind.Volume =>
                ScanJson(keyword, start, end) ?? new ArgumentList(WordScanner.Split(line, start, end)),
            InstructionKind.Run or InstructionKind.Cmd or InstructionKind.Entrypoint or InstructionKind.Shell =>
                ScanJson(keyword, start, end) ?? new ArgumentList([line.Token(start, end)]),
            InstructionKind.Healthcheck => ScanHealthcheck(keyword, start, end),
            InstructionKind.Arg => ScanArg(start, end),
            InstructionKind.Env or InstructionKind.Label => ScanPairs(kind, start, end),
            _ => new ArgumentList([line.Token(start, end)]),
        };
    }

    private ArgumentList? ScanJson(Token keyword, int start, int end)
    {
        var strings = JsonArrayScanner.Scan(line, start, end, out var hasOtherValues);
        if (hasOtherValues)
        {
            var name = keyword.Value.ToUpperInvariant();
            diagnostics.Report(
                line.SpanOf(start, end), $"The JSON array of {name} may hold strings only. Put every element in double quotes.");
        }

        return strings is null ? null : new ArgumentList(strings, IsExecForm: true);
    }

    private ArgumentList ScanHealthcheck(Token keyword, int start, int end)
    {
        var typeEnd = start;
        while (typeEnd < end && !char.IsWhiteSpace(line.Value[typeEnd]))
            typeEnd++;
        var type = line.Token(start, typeEnd);
        var command = WordScanner.TrimmedRange(line, typeEnd, end).Start;
        if (command == end)
            return new ArgumentList([type]);
        return ScanJson(keyword, command, end) is { } json
            ? json with { Tokens = [type, .. json.Tokens] }
            : new ArgumentList([type, line.Token(command, end)]);
    }

    private ArgumentList ScanArg(int start, int end)
    {
        var assignments = new List<Assignment>();
        var words = Words(start, end);
        foreach (var (token, wordStart, wordEnd) in words)
        {
            var assignment = Split(wordStart, wordEnd) ?? new Assignment(token, null);
            if (assignment.Name.Value.Length == 0)
                diagnostics.Report(token, "The ARG has no name. Write ARG NAME=value.");
            assignments.Add(assignment);
        }

        return new ArgumentList([.. words.Select(word => word.Token)]) { Assignments = assignments };
    }

    private ArgumentList ScanPairs(InstructionKind kind, int start, int end)
    {
        var keyword = Keywords.NameOf(kind);
        var words = Words(start, end);
        if (words.Count > 0 && !words[0].Token.Value.Contains('='))
            return ScanLegacyPair(keyword, start, end);
        var assignments = new List<Assignment>();
        foreach (var (token, wordStart, wordEnd) in words)
        {
            if (Split(wordStart, wordEnd) is not { } assignment)
            {
                diagnostics.Report(
                    token, $"'{token}' has no '='. Write {keyword} NAME=value, with quotes around a value that has spaces.");
            }
            else if (assignment.Name.Value.Length == 0)
            {
                diagnostics.Report(token, $"The {keyword} has no name. Write {keyword} NAME=value.");
            }
            else
            {
                assignments.Add(assignment);
            }
        }

        return new ArgumentList([.. words.Select(word => word.Token)]) { Assignments = assignments };
    }

    /// <summary><c>ENV name value</c>: the value is all of the rest, spaces and quotes included.</summary>
    private ArgumentList ScanLegacyPair(string keyword, int start, int end)
    {
        var nameEnd = WordScanner.EndOfWord(line, start, end);
        var name = line.Token(start, nameEnd);
        var valueStart = WordScanner.SkipBlanks(line, nameEnd, end);
        if (valueStart == end)
        {
            diagnostics.Report(name, $"{keyword} needs a value for '{name}'. Write {keyword} {name}=value.");
            return new ArgumentList([name]);
        }

        var value = line.Token(valueStart, end);
        return new ArgumentList([name, value]) { Assignments = [new Assignment(name, value)], IsLegacy = true };
    }

    private List<(Token Token, int Start, int End)> Words(int start, int end) =>
        WordScanner.SplitQuoted(line, start, end, escape)
            .ConvertAll(range => (line.Token(range.Start, range.End), range.Start, range.End));

    private Assignment? Split(int start, int end)
    {
        var equals = line.Value.IndexOf('=', start, end - start);
        return equals < 0 ? null : new Assignment(line.Token(start, equals), line.Token(equals + 1, end));
    }
}
