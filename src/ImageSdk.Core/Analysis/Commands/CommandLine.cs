using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>
/// A program and its arguments, looked up through <c>sudo</c>, <c>env</c>, <c>conda run</c> and others that only start a program.
/// </summary>
/// <param name="Command">The command that is written.</param>
/// <param name="Program">The name of the program without its folder.</param>
/// <param name="ProgramWord">The word that names the program.</param>
/// <param name="Arguments">The words after it.</param>
/// <param name="Environment">The variables that are set for this program alone.</param>
internal sealed record CommandLine(
    ShellCommand Command, string Program, Word ProgramWord, IReadOnlyList<Word> Arguments,
    IReadOnlyDictionary<string, string?> Environment)
{
    /// <summary>Gives the value of a variable, or null when it is not known.</summary>
    public required Func<string, string?> Lookup { get; init; }

    /// <summary>How apt is configured when the program starts.</summary>
    public AptConfiguration Apt { get; init; } = AptConfiguration.Default;

    /// <summary>The program of a command; null for none, and for one that only the build knows.</summary>
    /// <param name="command">The command.</param>
    /// <param name="lookup">Gives the value of a variable, or null.</param>
    public static CommandLine? Of(ShellCommand command, Func<string, string?> lookup)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var assignment in command.Assignments)
            environment[assignment.Name] = assignment.Value.Resolve(lookup);
        for (var i = 0; i < command.Words.Count;)
        {
            i = Launcher.Skip(command.Words, i);
            if (i < 0)
                return null;
            if (command.Words[i].Resolve(lookup) is not { Length: > 0 } path)
                return null;
            var name = path[(path.LastIndexOf('/') + 1)..];
            i++;
            switch (name)
            {
                case "sudo":
                    i = SkipOptions(command.Words, i, "ugpChrtT", environment, lookup);
                    break;
                case "env":
                    i = SkipOptions(command.Words, i, "uSC", environment, lookup);
                    break;
                case "exec" or "command" or "builtin" or "nohup" or "time" or "setarch" or "eatmydata" or "then" or "do":
                    i = SkipOptions(command.Words, i, "", environment, lookup);
                    break;
                case "nice" or "ionice":
                    i = SkipOptions(command.Words, i, "nc", environment, lookup);
                    break;
                case "timeout":
                    i = SkipOptions(command.Words, i, "ks", environment, lookup) + 1;
                    break;
                case "xargs":
                    i = SkipOptions(command.Words, i, "aEeIiLlnPsd", environment, lookup);
                    break;
                default:
                    return new CommandLine(command, name, command.Words[i - 1], [.. command.Words.Skip(i)],
                        environment) { Lookup = lookup };
            }
        }

        return null;
    }

    private static int SkipOptions(
        IReadOnlyList<Word> words, int at, string withValue, Dictionary<string, string?> environment,
        Func<string, string?> lookup)
    {
        for (; at < words.Count; at++)
        {
            var word = words[at].Value;
            if (word == "--")
                return at + 1;
            if (word.Length > 1 && word[0] == '-')
            {
                if (word.Length == 2 && withValue.Contains(word[1]))
                    at++;
            }
            else if (word.IndexOf('=') is > 0 and var equals && word[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                environment[word[..equals]] = words[at].Resolve(lookup)?[(equals + 1)..];
            }
            else
            {
                return at;
            }
        }

        return at;
    }
}
