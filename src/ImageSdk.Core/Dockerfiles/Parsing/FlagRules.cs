namespace ImageSdk.Dockerfiles;

/// <summary>Which flags an instruction takes. The same as BuildKit's <c>frontend/dockerfile/instructions/bflag.go</c>.</summary>
internal static class FlagRules
{
    // Flags that may be repeated end in an asterisk, those that are true or false in a question mark.
    private static readonly string[] None = [];
    private static readonly string[] OfFrom = ["platform"];
    private static readonly string[] OfRun = ["mount*", "network", "security", "device*"];
    private static readonly string[] OfCopy = ["from", "chown", "chmod", "link?", "parents?", "exclude*"];
    private static readonly string[] OfAdd = ["chown", "chmod", "link?", "keep-git-dir?", "checksum", "unpack?", "exclude*"];
    private static readonly string[] OfHealthcheck = ["interval", "timeout", "start-period", "start-interval", "retries"];

    public static void Check(Instruction instruction, DiagnosticBag diagnostics)
    {
        // BuildKit ignores the flags of these two, and cannot know those of an unknown instruction.
        if (instruction.Kind is InstructionKind.Arg or InstructionKind.StopSignal or InstructionKind.Unknown)
            return;
        var known = FlagsOf(instruction.Kind);
        var seen = new HashSet<string>();
        foreach (var flag in instruction.Flags)
        {
            var rule = known.FirstOrDefault(candidate => candidate.TrimEnd('*', '?') == flag.Name.Value);
            if (rule is null)
                diagnostics.Report(flag.Span, Unknown(instruction.Kind, flag.Name.Value, known));
            else if (!seen.Add(rule) && !rule.EndsWith('*'))
                diagnostics.Report(flag.Span, $"The flag --{flag.Name} stands twice. Keep one of them.");
            else
                CheckValue(flag, rule, diagnostics);
        }
    }

    private static string[] FlagsOf(InstructionKind kind) => kind switch
    {
        InstructionKind.From => OfFrom,
        InstructionKind.Run => OfRun,
        InstructionKind.Copy => OfCopy,
        InstructionKind.Add => OfAdd,
        InstructionKind.Healthcheck => OfHealthcheck,
        _ => None,
    };

    private static string Unknown(InstructionKind kind, string name, string[] known)
    {
        var names = known.Select(candidate => "--" + candidate.TrimEnd('*', '?'));
        return $"{Keywords.NameOf(kind)} has no flag --{name}.{Suggestion.For("--" + name, names)}";
    }

    private static void CheckValue(Flag flag, string rule, DiagnosticBag diagnostics)
    {
        if (!rule.EndsWith('?'))
        {
            if (flag.Value is null)
                diagnostics.Report(flag.Span, $"The flag --{flag.Name} needs a value: --{flag.Name}=….");
        }
        else if (flag.Value is { } value && !bool.TryParse(value.Value, out _))
        {
            diagnostics.Report(flag.Span, $"The flag --{flag.Name} is true or false, not '{value}'.");
        }
    }
}
