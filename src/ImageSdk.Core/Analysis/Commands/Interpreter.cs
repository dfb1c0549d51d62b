using System.Text.RegularExpressions;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Knows the programs that run what they are given.</summary>
internal static partial class Interpreter
{
    /// <summary>Whether a program is a shell or an interpreter.</summary>
    public static bool Is(string program) => Name().IsMatch(program);

    /// <summary>Whether a command runs the script that it reads from its standard input.</summary>
    public static bool RunsInput(CommandLine line)
    {
        if (!Is(line.Program))
            return false;
        foreach (var word in line.Arguments)
        {
            // After -s come the arguments of the script; -c has one of its own, and so has -m of Python.
            if (word.Value is "-" or "-s" or "--" or "/dev/stdin"
                || (word.Value.StartsWith('-') && !word.Value.StartsWith("--", StringComparison.Ordinal)
                    && word.Value.EndsWith('s')))
                return true;
            if (!word.Value.StartsWith('-')
                || (!word.Value.StartsWith("--", StringComparison.Ordinal) && word.Value.AsSpan().IndexOfAny('c', 'm', 'p') > 0)
                || (line.Program is "node" or "ruby" or "perl" or "php"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The file that a command runs, as written or with its variables expanded: itself, or the script of an interpreter. Null
    /// where it runs none.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="line">Its program; null where only the build knows it.</param>
    public static string? FileOf(ShellCommand command, CommandLine? line)
    {
        if (line is null)
            return command.Words is [var first, ..] && first.Value.Contains('/') ? first.Value : null;
        if (!Is(line.Program) && line.Program is not ("." or "source"))
            return line.ProgramWord.Resolve(line.Lookup) ?? line.ProgramWord.Value;
        return line.Arguments.FirstOrDefault(word => !word.Value.StartsWith('-')) is { } script
            ? script.Resolve(line.Lookup) ?? script.Value
            : null;
    }

    /// <summary>
    /// The word that holds or names the script that a command runs; null where there is none, or it comes over a pipe.
    /// </summary>
    public static Word? ScriptOf(CommandLine line)
    {
        if (line.Program is "eval" or "." or "source")
            return line.Arguments is [var first, ..] ? first.Value == "/dev/stdin" ? Input(line) : first : null;
        if (!Is(line.Program))
            return null;
        if (RunsInput(line))
            return Input(line);
        for (var i = 0; i < line.Arguments.Count; i++)
        {
            var word = line.Arguments[i].Value;
            if (!word.StartsWith('-'))
                return line.Arguments[i];
            if (!word.StartsWith("--", StringComparison.Ordinal)
                && (word.Contains('c') || (word is "-e" or "-r" && !IsShell(line.Program))))
                return line.Arguments.ElementAtOrDefault(i + 1);
            if (word == "-o")
                i++;
        }

        return null;
    }

    /// <summary>Whether a command is a shell that runs a file.</summary>
    public static bool RunsScriptOfShell(CommandLine line) => Is(line.Program) && IsShell(line.Program)
        && !line.Arguments.TakeWhile(word => word.Value.StartsWith('-'))
        .Any(word => !word.Value.StartsWith("--", StringComparison.Ordinal) && word.Value.Contains('c'));

    private static bool IsShell(string program) => program.EndsWith("sh", StringComparison.Ordinal);

    private static Word? Input(CommandLine line) =>
        line.Command.Redirections.LastOrDefault(redirection => redirection.Operator is "<" or "<<<")?.Target;

    [GeneratedRegex(@"^(sh|bash|dash|ash|ksh|zsh|python(\d(\.\d+)?)?|perl|ruby|node|php)$")]
    private static partial Regex Name();
}
