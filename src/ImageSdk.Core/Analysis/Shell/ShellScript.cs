using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Shell;

/// <summary>The commands of a <c>RUN</c>.</summary>
/// <param name="Commands">All simple commands in the order in which they are written, whatever they stand in.</param>
/// <param name="IsComplete">Whether everything could be read; where it could not, commands are missing.</param>
/// <param name="Form">How the script is written.</param>
internal sealed record ShellScript(IReadOnlyList<ShellCommand> Commands, bool IsComplete, ShellScriptForm Form)
{
    private const int DeepestNesting = 8;

    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "dash", "ash", "ksh", "zsh" };

    /// <summary>Whether a <c>SHELL</c> is one whose language can be read.</summary>
    private static bool IsPosix(IReadOnlyList<string> shell) =>
        (shell.Count > 0 && IsPosix(shell[0])) || Launcher.EndsInShell(shell, IsPosix);

    private static bool IsPosix(string program) => Shells.Contains(program[(program.LastIndexOf('/') + 1)..]);

    /// <summary>Reads the command of a <c>RUN</c>. Never throws; what it cannot read is not there.</summary>
    /// <param name="run">The instruction.</param>
    /// <param name="shell">The <c>SHELL</c> in effect, which counts for the shell form only.</param>
    public static ShellScript Read(RunInstruction run, IReadOnlyList<string> shell)
    {
        if (run.IsExecForm)
            return new ShellScript(Unfold([CommandOf(run.Arguments)], 0), true, ShellScriptForm.Exec);
        if (run.Command is not { } command || !IsPosix(shell))
            return new ShellScript([], false, ShellScriptForm.Opaque);

        var (commands, isComplete) = ShellReader.Read(ScriptText.Of(command), run.Heredocs);
        // Nothing but <<EOF: the document is the script, unless its first line names another interpreter.
        if (commands is not [{ Words: [], Assignments: [], Redirections: [{ Body: { } body }] }])
            return new ShellScript(Unfold(commands, 0), isComplete, ShellScriptForm.Line);
        if (!IsShellScript(body.Value))
            return new ShellScript([], false, ShellScriptForm.Opaque);
        (commands, isComplete) = ShellReader.Read(body, []);
        return new ShellScript(Unfold(commands, 0), isComplete, ShellScriptForm.Document);
    }

    private static bool IsShellScript(string script) =>
        !script.StartsWith("#!", StringComparison.Ordinal)
        || script.AsSpan(2, Math.Max(script.IndexOf('\n'), 2) - 2).Trim().ToString().Split('/', ' ') is var parts
        && parts.Any(Shells.Contains);

    private static ShellCommand CommandOf(IReadOnlyList<Token> tokens) => new()
    {
        Assignments = [],
        Words = [.. tokens.Select(token => new Word(token.Value, token.Value, true, token.Span) { Text = ScriptText.Of(token) })],
        Redirections = [],
        Span = tokens.Count == 0 ? default : TextSpan.FromBounds(tokens[0].Span.Start, tokens[^1].Span.End),
        Scope = new ShellScope(ShellScopeKind.Script, null, false),
        Before = Connector.None,
    };

    /// <summary>Puts the commands of scripts that other shells are given behind the commands that start these.</summary>
    private static List<ShellCommand> Unfold(IReadOnlyList<ShellCommand> commands, int depth)
    {
        var all = new List<ShellCommand>();
        foreach (var command in commands)
        {
            all.Add(command);
            if (depth < DeepestNesting && InnerScript(command) is { } script)
                all.AddRange(Unfold(ShellReader.Read(script, [],
                    new ShellScope(ShellScopeKind.Nested, command.Scope, !command.IsUnconditional)).Commands, depth + 1));
        }

        return all;
    }

    private static ScriptText? InnerScript(ShellCommand command)
    {
        if (Launcher.ScriptOf(command) is { } launched)
            return launched.Text;
        var first = 0;
        while (first < command.Words.Count && command.Words[first].Value is "sudo" or "env" or "exec")
            first++;
        first = Launcher.Skip(command.Words, first);
        if (first < 0 || first >= command.Words.Count || !IsPosix(command.Words[first].Value))
            return null;
        for (var i = first + 1; i < command.Words.Count; i++)
        {
            var word = command.Words[i];
            if (!word.Value.StartsWith('-'))
                return null;
            if (!word.Value.StartsWith("--", StringComparison.Ordinal) && word.Value.Contains('c'))
                return i + 1 < command.Words.Count ? command.Words[i + 1].Text : null;
            if (word.Value is "-o")
                i++;
        }

        return command.Redirections.LastOrDefault(redirection => redirection.Body is not null)?.Body;
    }
}
