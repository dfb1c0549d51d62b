using System.Collections.Immutable;
using ImageSdk.Analysis.Commands;
using ImageSdk.Dockerfiles;
using ImageSdk.Planning;

namespace ImageSdk.Analysis.Images;

/// <summary>Walks through the stages that a target needs, and notes what is in effect at each instruction.</summary>
internal sealed class StageReader
{
    private readonly Dockerfile _dockerfile;
    private readonly AnalysisInput _input;
    private readonly GlobalArguments _globals;
    private bool _isForWindows;

    private StageReader(Dockerfile dockerfile, AnalysisInput input, GlobalArguments globals)
    {
        _dockerfile = dockerfile;
        _input = input;
        _globals = globals;
    }

    /// <summary>Reads the stages, the target last.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="input">What the project says; its target is the stage to read.</param>
    /// <param name="isShipped">Whether the target is an image that somebody runs, or that others are based on.</param>
    /// <exception cref="Diagnostics.DiagnosticException">
    /// The Dockerfile cannot be evaluated, see <see cref="DockerfileInputs.Of"/>.
    /// </exception>
    public static IReadOnlyList<ImageStage> Read(Dockerfile dockerfile, AnalysisInput input, bool isShipped)
    {
        var (graph, target, globals) = TargetStages.Read(dockerfile, input);
        var reader = new StageReader(dockerfile, input,
            globals) { _isForWindows = IsForWindows(dockerfile, input, graph, target) };
        var stages = new Dictionary<Stage, ImageStage>();
        foreach (var stage in graph.NeededBy(target))
        {
            var stageBase = graph.BaseOf(stage);
            var parent = stageBase.Stage is null ? null : stages[stageBase.Stage];
            stages[stage] = reader.ReadStage(stage, parent, stageBase);
        }

        for (var stage = isShipped ? stages[target] : null; stage is not null; stage = stage.Parent)
            stage.IsInFinalImage = true;
        return [.. stages.Values.Where(stage => stage.Stage != target), stages[target]];
    }

    /// <summary>
    /// Whether stages without a platform of their own are Windows: the platform that is built for says so, or the base image of
    /// the target, which is there for no other, or the escape character that people choose for the paths of Windows.
    /// </summary>
    private static bool IsForWindows(Dockerfile dockerfile, AnalysisInput input, StageGraph graph, Stage target)
    {
        if (IsWindows(input.Platform) || dockerfile.Escape == '`')
            return true;
        var first = target;
        while (graph.BaseOf(first).Stage is { } parent)
            first = parent;
        return graph.BaseOf(first) is { Platform: null or "", Image: var image } && KnownBases.IsWindows(image);
    }

    private static bool IsWindows(string platform) =>
        platform.Split('/', '(')[0].Equals("windows", StringComparison.OrdinalIgnoreCase);

    private ImageStage ReadStage(Stage syntax, ImageStage? parent, StageBase stageBase)
    {
        var baseImage = stageBase.Image;
        var project = parent?.ParentProject ?? (parent is null ? FindProject(baseImage) : null);
        var isWindows = parent?.IsWindows ?? (stageBase.Platform is { Length: > 0 } platform ? IsWindows(platform)
            : project?.Facts.IsWindows ?? (_isForWindows || KnownBases.IsWindows(baseImage)));
        var stage = new ImageStage(syntax, parent, baseImage, project) { IsWindows = isWindows };
        var state = parent?.End ?? StateOf(project, baseImage, isWindows);
        foreach (var instruction in syntax.Instructions)
        {
            var step = instruction is RunInstruction run ? new RunStep(stage, run, state) : new Step(stage, instruction, state);
            stage.Add(step);
            state = After(step);
        }

        stage.End = state;
        return stage;
    }

    private ParentFacts? FindProject(string image)
    {
        var name = KnownNames.Familiar(image);
        return _input.Parents.FirstOrDefault(parent => parent.ImageNames.Any(known => KnownNames.Familiar(known) == name));
    }

    private static StageState StateOf(ParentFacts? project, string baseImage, bool isWindows)
    {
        if (project is null)
            return isWindows ? StageState.InitialOfWindows : StageState.Initial with { User = KnownBases.UserOf(baseImage) };
        var facts = project.Facts;
        return StageState.Initial with
        {
            Variables = facts.Environment.ToImmutableDictionary(
                variable =>
                    variable.Key, variable =>
                        new Variable(variable.Value, true) { Parent = project.Name }, StringComparer.Ordinal),
            User = facts.User,
            WorkingDirectory = facts.WorkingDirectory,
            Shell = facts.Shell,
            Entrypoint = facts.Entrypoint,
            Command = facts.Command,
            Apt = new AptConfiguration(facts.AptSkipsRecommends, facts.AptAssumesYes, facts.AptKeepsPackages),
        };
    }

    private StageState After(Step step)
    {
        var state = step.State;
        switch (step.Instruction)
        {
            case AssignmentInstruction { Kind: InstructionKind.Env } env:
                // All values of one ENV see the variables as they were before it.
                return state with { Variables =
                    state.Variables.SetItems(env.Assignments.Select(assignment => Set(env, assignment, state))) };
            case AssignmentInstruction { Kind: InstructionKind.Arg } arg:
                return arg.Assignments.Aggregate(state, (before, assignment) => Declare(arg, assignment, before));
            case { Kind: InstructionKind.User, Arguments: [var user] }:
                return state with { User = Expand(user.Value, state) ?? "?" };
            case { Kind: InstructionKind.Workdir, Arguments: [var folder] }:
                return state with { WorkingDirectory = Combine(state.WorkingDirectory, Expand(folder.Value, state)) };
            case { Kind: InstructionKind.Shell, IsExecForm: true } shell:
                return state with { Shell = [.. shell.Arguments.Select(argument => argument.Value)] };
            case { Kind: InstructionKind.Entrypoint } entrypoint:
                // It takes the base's CMD away, but not one of the stage itself.
                var hasCommand = step.Stage.Steps.Any(earlier => earlier.Instruction.Kind == InstructionKind.Cmd);
                return state with { Entrypoint = Program(entrypoint, state), Command = hasCommand ? state.Command : [] };
            case { Kind: InstructionKind.Cmd } command:
                return state with { Command = Program(command, state) };
            case CopyInstruction { Destination: { } destination } copy when AptConfiguration.IsConfiguration(destination.Value):
                return state with { Apt = AfterCopy(copy, destination.Value, state.Apt) };
            case RunInstruction:
                return state with { Apt = ((RunStep)step).AptAfter };
            default:
                return state;
        }
    }

    private static IReadOnlyList<string> Program(Instruction instruction, StageState state)
    {
        var words = instruction.Arguments.Select(argument => argument.Value);
        return instruction.IsExecForm ? [.. words] : [.. state.Shell, .. words];
    }

    private AptConfiguration AfterCopy(CopyInstruction copy, string destination, AptConfiguration apt)
    {
        var texts = copy.Sources.Select(source => copy.From is null ? _input.FindInContext(source.Value) : null).ToList();
        // What cannot be read is taken to say what rules want of it.
        apt = texts.Contains(null)
            ? apt with { SkipsRecommends = true, AssumesYes = true }
            : apt.With(string.Join('\n', texts.Concat(copy.Heredocs.Select(document => document.Content))));
        return apt with { KeepsPackages = apt.KeepsPackages || destination == AptConfiguration.DockerClean };
    }

    private KeyValuePair<string, Variable> Set(AssignmentInstruction env, Assignment assignment, StageState state)
    {
        var value = assignment.Value is null ? "" : Expand(assignment.Value.Value, state);
        return KeyValuePair.Create(assignment.Name.Value,
            new Variable(value ?? assignment.Value!.Value, value is not null) { Instruction = env, Assignment = assignment });
    }

    /// <summary>
    /// What is given counts, else the default, else the global argument of the name; an <c>ENV</c> of the name outranks it.
    /// </summary>
    private StageState Declare(AssignmentInstruction arg, Assignment assignment, StageState state)
    {
        var name = assignment.Name.Value;
        if (state.Variables.GetValueOrDefault(name) is { Instruction: null or { Kind: InstructionKind.Env } })
            return state;
        var value = _input.BuildArguments.TryGetValue(name, out var given) ? given
            : assignment.Value is { } byDefault ? Expand(byDefault.Value, state)
            : _globals.Lookup(name);
        return value is null && assignment.Value is null ? state : state with
        {
            Variables = state.Variables.SetItem(name,
                new Variable(value ?? "", value is not null) { Instruction = arg, Assignment = assignment }),
        };
    }

    /// <summary>The value with variables expanded; null when it depends on one that is not known.</summary>
    private string? Expand(string value, StageState state)
    {
        var expansion = VariableExpansion.Of(value, _dockerfile.Escape, state.Lookup);
        return expansion.Unset.Count == 0 ? expansion.Value : null;
    }

    private static string Combine(string current, string? folder) => folder switch
    {
        null => "",
        _ when folder.StartsWith('/') => folder,
        _ => $"{current.TrimEnd('/')}/{folder}",
    };
}
