using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1404: an <c>ENTRYPOINT</c> or <c>CMD</c> in shell form.</summary>
internal sealed class ShellFormProgram() : Rule(
    "IMG1404", DiagnosticSeverity.Warning, "A shell stands between the container and its program", RolloutStep.Hygiene)
{
    private static readonly HashSet<string> OfTheShell = new(StringComparer.Ordinal)
    {
        ".", ":", "alias", "bg", "builtin", "cd", "command", "eval", "exec", "exit", "export", "fg", "getopts", "hash", "jobs",
        "read", "readonly", "return", "set", "shift", "source", "times", "trap", "type", "ulimit", "umask", "unset", "wait", "if",
        "for", "while", "until", "case", "function", "time", "!",
    };

    internal override string BuildKitRule => "JSONArgsRecommended";

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // Who names a shell wants it.
        if (!image.IsShipped || image.Target.End.Shell is not ["/bin/sh", "-c"]
            || image.Target.Chain.Any(stage => stage.Steps.Any(step => step.Instruction.Kind == InstructionKind.Shell)))
            yield break;
        foreach (var kind in (InstructionKind[])[InstructionKind.Entrypoint, InstructionKind.Cmd])
        {
            if (ContainerProgram.LastOf(image, kind) is not { IsExecForm: false, Arguments: [var text] } instruction
                || text.Value.Trim().Length == 0)
                continue;
            var (commands, isComplete) = ShellReader.Read(ScriptText.Of(text), []);
            if (!isComplete || commands.Count == 0 || commands[^1].Name == "exec")
                continue;
            var words = PlainWords(commands, text.Value);
            // A CMD that needs a shell has one; an ENTRYPOINT loses the arguments all the same.
            if (kind == InstructionKind.Cmd && words is null)
                continue;
            yield return image.Find(this, text.Span, Message(instruction, words), words is null
                ? null
                : FixOf(image, instruction, text, words));
        }
    }

    private static string Message(Instruction instruction, IReadOnlyList<string>? words)
    {
        var cost = instruction.Kind == InstructionKind.Entrypoint
            ? "In shell form, ENTRYPOINT ignores CMD and the arguments of docker run, and a shell is PID 1 that passes no "
            + "signal on: docker stop may wait its 10 s and kill. "
            : "In shell form, CMD starts a shell, which may pass no signal on: docker stop then waits its 10 s and kills. ";
        return cost + (words is null
            ? "Write a script that ends with exec, or begin the last command with exec."
            : $"Write {instruction.Keyword.Value.ToUpperInvariant()} {Json(words)}.");
    }

    /// <summary>The words of one command that needs nothing of a shell; null for any other.</summary>
    private static List<string>? PlainWords(IReadOnlyList<ShellCommand> commands, string text) =>
        commands is [{ Assignments: [], Redirections: [], Words: [_, ..] words, Scope.IsTop: true, After: Connector.None }]
        && words.All(word => word.IsLiteral && !HasPattern(word)) && !OfTheShell.Contains(words[0].Value) && !text.Contains('#')
            ? [.. words.Select(word => word.Value)]
            : null;

    private static bool HasPattern(Word word) => word.IsPlain && word.Raw.Any(character => "*?[]{}~!".Contains(character));

    /// <summary>
    /// Not where a file is named, which may lack the line that names its interpreter, without which only a shell can start it;
    /// nor where arguments that were ignored would count then; nor where the program would need an init as PID 1 (IMG1403).
    /// </summary>
    private static Fix? FixOf(AnalyzedImage image, Instruction instruction, Token text, List<string> words) =>
        words[0].Contains('/') || words[0].EndsWith(".sh", StringComparison.Ordinal) || instruction.InnerComments.Count > 0
        || (instruction.Kind == InstructionKind.Entrypoint && image.Target.End.Command.Count > 0)
        || NoInit.StarterOf(words) is not null || ContainerProgram.FindFile(image, words[0]) is not null
            ? null
            : Fix.Of(image.Edit(text.Span, Json(words)));

    private static string Json(IReadOnlyList<string> words) =>
        $"[{string.Join(", ", words.Select(word => $"\"{Escape(word)}\""))}]";

    private static string Escape(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
