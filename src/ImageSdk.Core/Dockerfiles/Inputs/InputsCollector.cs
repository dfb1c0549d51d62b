using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>Goes through the stages that a target needs and collects what they take from outside.</summary>
internal sealed class InputsCollector(
    Dockerfile dockerfile, IReadOnlyDictionary<string, string> given, GlobalArguments globals, StageGraph graph)
{
    private const string SyntaxArgument = "BUILDKIT_SYNTAX";

    private readonly Dictionary<Stage, StageEnvironment> _environments = [];
    private readonly List<ImageUse> _images = [];
    private readonly List<ContextRead> _reads = [];
    private readonly List<Mount> _cacheMounts = [];
    private readonly SortedSet<string> _arguments = new(StringComparer.Ordinal);

    public DockerfileInputs Collect(Stage target)
    {
        CollectSyntax();
        var stages = graph.NeededBy(target);
        foreach (var stage in stages)
            CollectStage(stage);
        return new DockerfileInputs(target, graph.BaseImageOf(target), stages, _images, _reads, [.. _arguments], _cacheMounts);
    }

    private void CollectSyntax()
    {
        // The front end is the first word; the rest of the value is its command line.
        var directive = dockerfile.Syntax;
        var argument = given.GetValueOrDefault(SyntaxArgument)?.Trim();
        var value = string.IsNullOrEmpty(argument) ? directive?.Value.Value : argument;
        var location = directive?.Value.Location ?? new SourceLocation(dockerfile.Path);
        if (value is not null)
            _images.Add(new ImageUse(value.Split(' ')[0], ImageUseKind.Syntax, null, location));
    }

    private void CollectStage(Stage stage)
    {
        var from = stage.From;
        var stageBase = graph.BaseOf(stage);
        _arguments.UnionWith(globals.DeclaredIn(from.Image!));
        if (from.Platform is { } platform)
            _arguments.UnionWith(globals.DeclaredIn(platform));
        if (stageBase.IsExternal)
            _images.Add(new ImageUse(stageBase.Image, ImageUseKind.From, stageBase.Platform, from.Image!.Location));

        var environment = stageBase.Stage is { } parent
            ? new StageEnvironment(_environments[parent])
            : new StageEnvironment(isClosed: graph.StartsFromScratch(stage));
        _environments[stage] = environment;
        foreach (var instruction in graph.InstructionsOf(stage))
            CollectInstruction(instruction, environment);
    }

    private void CollectInstruction(Instruction instruction, StageEnvironment environment)
    {
        switch (instruction)
        {
            case AssignmentInstruction { Kind: InstructionKind.Arg } arg:
                foreach (var assignment in arg.Assignments)
                    DeclareArgument(assignment, environment);
                break;
            case AssignmentInstruction { Kind: InstructionKind.Env } env:
                SetVariables(env, environment);
                break;
            case CopyInstruction copy:
                CollectCopy(copy, environment);
                break;
            case RunInstruction run:
                foreach (var mount in run.Mounts)
                    CollectMount(mount, environment);
                _cacheMounts.AddRange(run.Mounts.Where(mount => mount.Type == "cache"));
                break;
        }
    }

    /// <summary><c>dispatchArg</c> in BuildKit: what is given, else the default, else the global argument of the name.</summary>
    private void DeclareArgument(Assignment assignment, StageEnvironment environment)
    {
        var name = assignment.Name.Value;
        _arguments.Add(name);
        if (given.TryGetValue(name, out var value))
        {
            environment.Set(name, value, isKnown: true);
        }
        else if (assignment.Value is { } defaultValue)
        {
            var expansion = Expand(defaultValue, environment);
            environment.Set(name, expansion.ValueOrThrow(defaultValue), environment.Knows(expansion));
        }
        else if (globals.Lookup(name) is { } global)
        {
            _arguments.UnionWith(globals.DependenciesOf(name));
            environment.Set(name, global, isKnown: true);
        }
    }

    private void SetVariables(AssignmentInstruction env, StageEnvironment environment)
    {
        // All values of one ENV see the variables as they were before it.
        var expanded = new List<(string Name, string Value, bool IsKnown)>();
        foreach (var assignment in env.Assignments)
        {
            var name = Expand(assignment.Name, environment).ValueOrThrow(assignment.Name);
            var value = Expand(assignment.Value!, environment);
            expanded.Add((name, value.ValueOrThrow(assignment.Value!), environment.Knows(value)));
        }

        foreach (var (name, value, isKnown) in expanded)
            environment.Set(name, value, isKnown);
    }

    private void CollectCopy(CopyInstruction copy, StageEnvironment environment)
    {
        var source = copy.From is { } from ? graph.FindCopySource(from) : default;
        if (source.ExternalName is { } name)
            _images.Add(new ImageUse(name, ImageUseKind.CopyFrom, null, copy.From!.Location));
        else if (copy.From is not null)
            return;

        var excludes = copy.Excludes.Select(exclude => exclude.Value).ToList();
        foreach (var token in copy.Sources)
        {
            var expansion = Expand(token, environment);
            var path = expansion.ValueOrThrow(token);
            if (copy.Kind == InstructionKind.Add && RemoteSource.IsRemote(path))
                continue;
            Read(source.ExternalName, path, environment.Knows(expansion), excludes, token.Location, copy.KeepsParents);
        }
    }

    private void CollectMount(Mount mount, StageEnvironment environment)
    {
        var source = mount.From is { } from ? graph.FindMountSource(from) : default;
        if (source.ExternalName is { } name)
            _images.Add(new ImageUse(name, ImageUseKind.MountFrom, null, mount.From!.Location));
        else if (mount.From is not null)
            return;

        var type = mount.Find("type")?.Value is { } token
            ? Expand(token, environment).ValueOrThrow(token).ToLowerInvariant()
            : "bind";
        // A cache mount starts with the files of "from", and without it with nothing.
        if (type is "tmpfs" or "secret" or "ssh" || (type == "cache" && source.ExternalName is null))
            return;
        if (mount.Source is not { } path)
        {
            Read(source.ExternalName, "", isKnown: true, [], mount.Options[0].Key.Location);
            return;
        }

        var expansion = Expand(path, environment);
        Read(source.ExternalName, expansion.ValueOrThrow(path), environment.Knows(expansion), [], path.Location);
    }

    private void Read(string? context, string path, bool isKnown, IReadOnlyList<string> excludes, SourceLocation location,
        bool parents = false) =>
        _reads.Add(new ContextRead(context, isKnown && path.Length > 0 ? path : ".", excludes, location) { Parents = parents });

    private VariableExpansion Expand(Token token, StageEnvironment environment) =>
        VariableExpansion.Of(token.Value, dockerfile.Escape, environment.Lookup);
}
