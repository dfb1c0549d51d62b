namespace ImageSdk.Dockerfiles;

/// <summary>
/// What must hold for an instruction by itself. The same as BuildKit's <c>frontend/dockerfile/instructions/parse.go</c>.
/// </summary>
internal static class InstructionRules
{
    public static void Check(Instruction instruction, bool isTrigger, DiagnosticBag diagnostics)
    {
        FlagRules.Check(instruction, diagnostics);
        if (isTrigger)
            CheckTrigger(instruction, diagnostics);
        var name = Keywords.NameOf(instruction.Kind);
        switch (instruction.Kind)
        {
            case InstructionKind.Unknown:
                CheckUnknown(instruction.Keyword, diagnostics);
                break;
            case InstructionKind.From:
                CheckFrom((FromInstruction)instruction, diagnostics);
                break;
            case InstructionKind.Copy or InstructionKind.Add:
                CheckCopy((CopyInstruction)instruction, name, diagnostics);
                break;
            case InstructionKind.Healthcheck:
                CheckHealthcheck(instruction, diagnostics);
                break;
            case InstructionKind.Shell when instruction is { IsExecForm: false, Arguments.Count: > 0 }:
                diagnostics.Report(instruction.Arguments[0], "SHELL takes a JSON array: SHELL [\"executable\", \"parameter\"].");
                break;
            case InstructionKind.Volume when instruction.Arguments.Any(argument => string.IsNullOrWhiteSpace(argument.Value)):
                diagnostics.Report(instruction.Keyword, "A VOLUME cannot be an empty string.");
                break;
            case InstructionKind.Run or InstructionKind.Cmd or InstructionKind.Entrypoint:
                break;
            case InstructionKind.Onbuild:
                if (instruction is OnbuildInstruction { Trigger: null } && !isTrigger)
                    diagnostics.Report(instruction.Keyword, "ONBUILD needs an instruction to run later.");
                break;
            default:
                if (instruction.Arguments.Count == 0)
                    diagnostics.Report(instruction.Keyword, $"{name} needs an argument.");
                break;
        }
    }

    private static void CheckUnknown(Token keyword, DiagnosticBag diagnostics) => diagnostics.Report(
        keyword,
        keyword.Value.Length == 0
            ? "This line continues, but nothing follows. Remove it."
            : $"Unknown instruction '{keyword}'.{Suggestion.For(keyword.Value, Keywords.All)}");

    private static void CheckTrigger(Instruction instruction, DiagnosticBag diagnostics)
    {
        if (instruction.Kind is InstructionKind.Onbuild or InstructionKind.From or InstructionKind.Maintainer)
        {
            diagnostics.Report(
                instruction.Keyword, $"{Keywords.NameOf(instruction.Kind)} cannot be the instruction of an ONBUILD.");
        }
    }

    private static void CheckFrom(FromInstruction from, DiagnosticBag diagnostics)
    {
        if (from.Arguments.Count == 0)
            diagnostics.Report(from.Keyword, "FROM needs an image: FROM image, or FROM image AS stage.");
        else if (from.Arguments.Count == 3 && from.Arguments[1].Value.Equals("AS", StringComparison.OrdinalIgnoreCase))
            CheckStageName(from.Arguments[2], diagnostics);
        else if (from.Arguments.Count != 1)
            diagnostics.Report(from.Arguments[1], "FROM takes one argument or three: FROM image, or FROM image AS stage.");
    }

    private static void CheckStageName(Token name, DiagnosticBag diagnostics)
    {
        if (char.IsAsciiLetter(name.Value[0]) && name.Value.All(IsStageNameCharacter))
            return;
        diagnostics.Report(
            name,
            $"'{name}' cannot be the name of a stage: it starts with a letter and has only letters, digits, '-', '_' and '.'.");
    }

    private static bool IsStageNameCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';

    private static void CheckCopy(CopyInstruction copy, string name, DiagnosticBag diagnostics)
    {
        if (copy.Destination is not { } destination)
            diagnostics.Report(copy.Keyword, $"{name} needs at least a source and a destination.");
        else if (!copy.IsExecForm && HeredocOpening.Parse(destination) is not null)
            diagnostics.Report(destination, $"A here-document cannot be the destination of {name}. Write one after it.");

        if (copy.From is { } from && new ShellLexer(from.Value, '\\', HeredocOpening.NoVariables).Expand() != from.Value)
        {
            diagnostics.Report(
                from,
                "BuildKit expands no variables in --from. "
                + "Give the image a stage of its own (FROM image AS name) and copy from that.");
        }
    }

    private static void CheckHealthcheck(Instruction instruction, DiagnosticBag diagnostics)
    {
        if (instruction.Arguments.Count == 0)
        {
            diagnostics.Report(instruction.Keyword, "HEALTHCHECK needs CMD with a command, or NONE.");
            return;
        }

        var type = instruction.Arguments[0];
        var hasCommand = instruction.Arguments.Count > 1;
        if (type.Value.Equals("NONE", StringComparison.OrdinalIgnoreCase))
        {
            if (hasCommand)
                diagnostics.Report(instruction.Arguments[1], "HEALTHCHECK NONE takes no arguments.");
        }
        else if (!type.Value.Equals("CMD", StringComparison.OrdinalIgnoreCase))
        {
            diagnostics.Report(type, $"Unknown health check '{type}'. Write HEALTHCHECK CMD command, or HEALTHCHECK NONE.");
        }
        else if (!hasCommand)
        {
            diagnostics.Report(type, "HEALTHCHECK CMD needs a command.");
        }
    }
}
