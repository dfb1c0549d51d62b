using ImageSdk.Analysis.Shell;

namespace ImageSdk.Generation.Sections;

/// <summary>Commands of the project's own, for what no item covers.</summary>
internal sealed class RunSection
{
    /// <summary>After the packages of the distribution.</summary>
    public const string AfterPackages = "AfterPackages";

    /// <summary>After the Python packages, which is where a command goes that says nothing else.</summary>
    public const string AfterRequirements = "AfterRequirements";

    /// <summary>After the files.</summary>
    public const string AfterContent = "AfterContent";

    private readonly GenerationContext _context;
    private readonly IReadOnlyList<DeclaredItem> _runs;

    /// <summary>Reads and checks the items.</summary>
    public RunSection(GenerationContext context)
    {
        _context = context;
        _runs = context.Of("ImageRun");
        foreach (var run in _runs)
        {
            if (Point(run) is not (AfterPackages or AfterRequirements or AfterContent))
                context.Wrong(run, $"At of {run} is '{run["At"]}'. Use {AfterPackages}, {AfterRequirements} or {AfterContent}.");
            foreach (var mount in Split(run["Mounts"])
                .Where(mount => !mount.StartsWith("type=", StringComparison.Ordinal) || !GenerationContext.FitsMount(mount)))
                context.Wrong(run, $"Mounts of {run} has '{mount}'. Write a mount as BuildKit reads it, such as "
                    + "type=cache,target=/root/.npm.");
            foreach (var secret in Split(run["Secrets"])
                .Where(secret => context.Of("ImageSecret").All(known => known.Include != secret)))
                context.Wrong(run, $"Secrets of {run} has '{secret}', but the project has no ImageSecret of that name.");
            foreach (var secret in Split(run["Secrets"])) context.CheckSecret(run, secret);
            CheckCommand(run, CommandOf(run));
        }
    }

    /// <summary>Writes the commands of a point.</summary>
    public void Write(string point)
    {
        foreach (var item in _runs.Where(run => Point(run) == point))
        {
            var run = new RunText();
            foreach (var mount in Split(item["Mounts"])) run.Mount(mount);
            foreach (var secret in Split(item["Secrets"])) run.Mount($"type=secret,id={secret},required=true");
            _context.Dockerfile.Block($"ImageRun{(item["Command"].Length > 0 ? $": {item.Include}" : "")}",
                run.Script(CommandOf(item)).ToString(), item);
        }
    }

    /// <summary>Whether there are commands for a point.</summary>
    public bool Has(string point) => _runs.Any(run => Point(run) == point);

    private static string Point(DeclaredItem run) => run["At"].Length > 0 ? run["At"] : AfterRequirements;

    private static string CommandOf(DeclaredItem run) =>
        CommandText.Unindent(run["Command"].Length > 0 ? run["Command"] : run.Include);

    private void CheckCommand(DeclaredItem run, string command)
    {
        if (string.IsNullOrWhiteSpace(command))
            _context.Wrong(run, "ImageRun has no command. Write one as Command, or remove the item.");
        if (ShellReader.FindUnendedDocument(command) is not { } name) return;

        var isIndented = command.Split('\n').Any(line => line.Trim() == name);
        _context.Wrong(run, $"The here-document {name} of {run} never ends, since "
            + (isIndented ? $"the line {name} is indented" : $"no line is {name}")
            + ", and the shell would take all that follows for its content. "
            + (isIndented ? "Only the indentation that all lines of the command share is removed: indent no line less than this "
            + "one."
                : $"Add a line {name} after the content, and write commands of several lines as Command."));
    }

    private static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
