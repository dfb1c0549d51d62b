namespace ImageSdk.Dockerfiles;

/// <summary>
/// Takes an instruction apart: keyword, flags, arguments, here-documents. The same as <c>newNodeFromLine</c> in BuildKit's
/// <c>frontend/dockerfile/parser/parser.go</c> and the functions it calls.
/// </summary>
internal sealed class InstructionParser(LineReader lines, char escape, DiagnosticBag diagnostics)
{
    /// <summary>Parses an instruction, and reads its here-documents from the lines after it.</summary>
    /// <param name="line">The instruction in one line, continuations joined.</param>
    /// <param name="firstLine">The index of the first line of the file that the instruction is on.</param>
    /// <param name="start">The offset at which the instruction starts.</param>
    /// <param name="complete">Adds what the lines around and between have given.</param>
    public Instruction Parse(LogicalText line, int firstLine, int start, Func<InstructionParts, InstructionParts> complete)
    {
        var words = WordScanner.TrimmedRange(line, 0, line.Length);
        return Parse(line, words.Start, words.End, isTrigger: false, firstLine, start, complete);
    }

    private Instruction Parse(
        LogicalText line,
        int from,
        int to,
        bool isTrigger,
        int firstLine,
        int start,
        Func<InstructionParts, InstructionParts> complete)
    {
        var keywordEnd = WordScanner.EndOfWord(line, from, to);
        var keyword = line.Token(from, keywordEnd);
        var kind = Keywords.KindOf(keyword.Value);
        var flags = FlagScanner.Scan(line, WordScanner.SkipBlanks(line, keywordEnd, to), to, out var rest);
        var (argumentsStart, argumentsEnd) = WordScanner.TrimmedRange(line, rest, to);

        if (kind == InstructionKind.Onbuild)
        {
            // A trigger cannot have a trigger, so the nesting ends here, whatever the file says.
            var triggerStart = line.SpanOf(argumentsStart, argumentsEnd).Start;
            var trigger = argumentsStart == argumentsEnd || isTrigger
                ? null
                : Parse(line, argumentsStart, argumentsEnd, isTrigger: true, firstLine, triggerStart, parts => parts);
            var outer = complete(Parts(kind, keyword, flags, new ArgumentList([]), [], firstLine, start));
            var onbuild = new OnbuildInstruction(outer, trigger, line.Value[argumentsStart..argumentsEnd]);
            InstructionRules.Check(onbuild, isTrigger, diagnostics);
            return onbuild;
        }

        var scanner = new ArgumentScanner(line, escape, diagnostics);
        var arguments = scanner.Scan(kind, keyword, argumentsStart, argumentsEnd);
        var takesHeredocs = kind is InstructionKind.Run or InstructionKind.Copy or InstructionKind.Add;
        var heredocs = takesHeredocs && !arguments.IsExecForm
            ? new HeredocReader(lines, diagnostics).Read(line)
            : [];
        var instruction = Create(complete(Parts(kind, keyword, flags, arguments, heredocs, firstLine, start)), arguments);
        InstructionRules.Check(instruction, isTrigger, diagnostics);
        return instruction;
    }

    private InstructionParts Parts(
        InstructionKind kind,
        Token keyword,
        IReadOnlyList<Flag> flags,
        ArgumentList arguments,
        IReadOnlyList<Heredoc> heredocs,
        int firstLine,
        int start)
    {
        var fullSpan = lines.LinesFrom(firstLine);
        var span = lines.TrimEnd(TextSpan.FromBounds(start, fullSpan.End));
        return new InstructionParts(
            lines.Source, kind, keyword, flags, arguments.Tokens, arguments.IsExecForm, heredocs, span, fullSpan);
    }

    private Instruction Create(InstructionParts parts, ArgumentList arguments) => parts.Kind switch
    {
        InstructionKind.From => new FromInstruction(parts),
        InstructionKind.Run => new RunInstruction(parts, MountScanner.Scan(parts.Flags, lines.Source, diagnostics)),
        InstructionKind.Copy or InstructionKind.Add => new CopyInstruction(parts),
        InstructionKind.Arg or InstructionKind.Env or InstructionKind.Label =>
            new AssignmentInstruction(parts, arguments.Assignments, arguments.IsLegacy),
        _ => new Instruction(parts),
    };
}
