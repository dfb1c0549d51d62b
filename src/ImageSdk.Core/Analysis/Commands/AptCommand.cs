using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>A call of <c>apt-get</c> or <c>apt</c>.</summary>
internal sealed class AptCommand
{
    private static readonly HashSet<string> LongWithValue = new(StringComparer.Ordinal)
    {
        "option", "config-file", "target-release", "default-release", "host-architecture", "build-profiles",
    };

    private AptCommand(CommandLine line, Word subcommand, IReadOnlyList<CommandOption> options, IReadOnlyList<Word> packages,
        bool mayHaveMore)
    {
        Line = line;
        Subcommand = subcommand;
        Options = options;
        Packages = packages;
        MayHaveMoreOptions = mayHaveMore;
    }

    /// <summary>The command.</summary>
    public CommandLine Line { get; }

    /// <summary>The word after the program that says what to do: <c>install</c>, <c>update</c>, ….</summary>
    public Word Subcommand { get; }

    /// <summary>The options, before and after <see cref="Subcommand"/>.</summary>
    public IReadOnlyList<CommandOption> Options { get; }

    /// <summary>The packages, each possibly with a version (<c>name=1.2</c>) or a variable.</summary>
    public IReadOnlyList<Word> Packages { get; }

    /// <summary>Whether a variable that only the build knows may hold further options.</summary>
    public bool MayHaveMoreOptions { get; }

    /// <summary>Whether it installs packages.</summary>
    public bool IsInstall => Is("install") && Packages.Count > 0;

    /// <summary>The call of apt that a command is; null when it is none.</summary>
    public static AptCommand? Of(CommandLine line)
    {
        if (line.Program is not ("apt-get" or "apt"))
            return null;
        var (options, others, mayHaveMore) = OptionReader.Read(line, line.Arguments, "otca", LongWithValue);
        return others.Count == 0 ? null : new AptCommand(line, others[0], options, [.. others.Skip(1)], mayHaveMore);
    }

    /// <summary>Whether it is one of some subcommands.</summary>
    public bool Is(params ReadOnlySpan<string> subcommands) => subcommands.Contains(Subcommand.Value);

    /// <summary>Whether it has one of some options.</summary>
    public bool Has(params string[] names) => Options.Any(option => names.Contains(option.Name));

    /// <summary>The value that <c>-o key=value</c> gives to a key of apt's configuration; null for none.</summary>
    public string? Configured(string key) => Options
        .Where(option => option is { Name: "o" or "option", Value: not null })
        .Select(option => option.Value!.Split('=', 2))
        .LastOrDefault(pair => pair.Length == 2 && pair[0].Trim().Equals(key, StringComparison.OrdinalIgnoreCase))?[1]
        .Trim('"', ' ');

    /// <summary>Whether a value of apt's configuration means no.</summary>
    public static bool IsNo(string? value) =>
        value?.ToLowerInvariant() is "0" or "false" or "no" or "off" or "without" or "disable";
}
