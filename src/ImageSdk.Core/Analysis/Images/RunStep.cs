using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Shell;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>A <c>RUN</c>: its commands, its mounts, and the tools that it calls.</summary>
internal sealed class RunStep : Step
{
    public RunStep(ImageStage stage, RunInstruction run, StageState state)
        : base(stage, run, state)
    {
        Run = run;
        Script = ShellScript.Read(run, state.Shell);
        CacheMounts = [.. run.Mounts.Select(CacheMountOf).OfType<CacheMount>()];

        var locals = new Dictionary<string, string>(StringComparer.Ordinal);
        var commands = new List<CommandLine>();
        var apt = state.Apt;
        ShellCommand? previous = null;
        foreach (var command in Script.Commands)
        {
            if (CommandLine.Of(command, name => locals.GetValueOrDefault(name) ?? state.Lookup(name)) is { } line)
                commands.Add(line with { Apt = apt });
            LearnVariables(command, locals, state);
            apt = apt.After(command, previous);
            previous = command;
        }

        Commands = commands;
        AptAfter = apt;
    }

    /// <summary>The instruction.</summary>
    public RunInstruction Run { get; }

    /// <summary>Its commands as a shell reads them.</summary>
    public ShellScript Script { get; }

    /// <summary>The cache mounts, in order.</summary>
    public IReadOnlyList<CacheMount> CacheMounts { get; }

    /// <summary>Its commands, <c>sudo</c>, <c>env</c> and the like looked through.</summary>
    public IReadOnlyList<CommandLine> Commands { get; }

    /// <summary>The calls of apt-get and apt.</summary>
    public IReadOnlyList<AptCommand> Apt => field ??= [.. Commands.Select(AptCommand.Of).OfType<AptCommand>()];

    /// <summary>The calls of pip and <c>uv pip</c>.</summary>
    public IReadOnlyList<PipCommand> Pip => field ??= [.. Commands.Select(PipCommand.Of).OfType<PipCommand>()];

    /// <summary>How apt is configured after it.</summary>
    public AptConfiguration AptAfter { get; }

    /// <summary>Whether a cache mount has a path in it.</summary>
    public bool Caches(string path) => CacheMounts.Any(mount => mount.Covers(path));

    private CacheMount? CacheMountOf(Mount mount)
    {
        if (mount.Type != "cache")
            return null;
        var target = Expand(mount.Target).TrimEnd('/');
        if (target.Length > 0 && target[0] != '/')
            target = $"{State.WorkingDirectory.TrimEnd('/')}/{target}";
        var id = Expand(mount.Find("id")?.Value);
        var sharing = Expand(mount.Find("sharing")?.Value);
        // With variables that only the build knows, it is still another one than the target.
        if (id.Length == 0)
            id = mount.Find("id")?.Value?.Value ?? "";
        return new CacheMount(mount, target, id.Length > 0 ? id : target, sharing.Length > 0 ? sharing : "shared");
    }

    private string Expand(Token? token) =>
        token is null
        ? ""
        : VariableExpansion.Of(token.Value, '\\', State.Lookup) is { Unset.Count: 0, Value: { } value }
        ? value
        : "";

    private static void LearnVariables(ShellCommand command, Dictionary<string, string> locals, StageState state)
    {
        var assignments = command.Words.Count == 0
            ? command.Assignments.Select(assignment => (assignment.Name, assignment.Value.Resolve(Lookup)))
            : command.Name is "export" or "local" or "readonly"
            ? command.Words.Skip(1).Select(word => Split(word.Resolve(Lookup)))
            : [];
        foreach (var (name, value) in assignments.ToList())
        {
            if (value is null)
                locals.Remove(name);
            else
                locals[name] = value;
        }

        string? Lookup(string name) => locals.GetValueOrDefault(name) ?? state.Lookup(name);
    }

    private static (string Name, string? Value) Split(string? word) =>
        word?.Split('=', 2) is [var name, var value] ? (name, value) : (word ?? "", null);
}
