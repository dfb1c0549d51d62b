using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// Which stage needs which, and what lies outside. See <c>buildDispatchStates</c> and <c>toCommand</c> in BuildKit's
/// <c>dockerfile2llb/convert.go</c>.
/// </summary>
internal sealed class StageGraph
{
    private const string EmptyImage = "scratch";

    private readonly Dictionary<string, Stage> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Stage, StageBase> _bases = [];
    private readonly Dictionary<Stage, IReadOnlyList<Instruction>> _triggers = [];
    private readonly IReadOnlyList<Stage> _stages;

    /// <summary>Expands the names of all base images.</summary>
    /// <exception cref="DiagnosticException">
    /// IMG1001 or IMG1003, also for stages that the target does not need: BuildKit refuses the file for them as well.
    /// </exception>
    public StageGraph(Dockerfile dockerfile, GlobalArguments globals, Func<string, IReadOnlyList<string>> triggersOfImage)
    {
        _stages = dockerfile.Stages;
        // BuildKit compares the name after FROM exactly, with names of stages in lower case: FROM Base never means a stage.
        var earlier = new Dictionary<string, Stage>(StringComparer.Ordinal);
        foreach (var stage in _stages)
        {
            var image = globals.Expand(stage.From.Image!, "image name");
            var platform = stage.From.Platform is { } token ? globals.Expand(token, "platform") : null;
            var parent = earlier.GetValueOrDefault(image);
            _bases[stage] = new StageBase(parent, image, platform);
            _triggers[stage] = parent is not null ? Triggers.Of(parent)
                : image == EmptyImage ? []
                : Triggers.Parse(triggersOfImage(image), stage.From.Image!.Location);
            if (stage.Name is not { } name)
                continue;
            earlier[name.ToLowerInvariant()] = stage;
            _byName[name] = stage;
        }
    }

    public StageBase BaseOf(Stage stage) => _bases[stage];

    /// <summary>Whether nothing outside of the Dockerfile can have set variables in the stage.</summary>
    public bool StartsFromScratch(Stage stage) => BaseImageOf(stage) is null;

    /// <summary>The image that a stage starts from, also by way of other stages; null for <c>scratch</c>.</summary>
    public string? BaseImageOf(Stage stage)
    {
        while (_bases[stage].Stage is { } parent)
            stage = parent;
        return _bases[stage].Image is var image && image != EmptyImage ? image : null;
    }

    /// <summary>What a name or number in <c>COPY --from</c> means.</summary>
    /// <exception cref="DiagnosticException">
    /// IMG1001: there is no stage of the number. Only in a trigger, which can be meant for other files.
    /// </exception>
    public SourceOfFiles FindCopySource(Token from)
    {
        if (!StageNumber.TryParse(from.Value, out var number))
            return FindMountSource(from);
        return number >= 0 && number < _stages.Count
            ? new SourceOfFiles(_stages[number], null)
            : throw new DiagnosticException(
                DiagnosticDescriptors.DockerfileSyntax.At(from.Location, $"There is no stage {number}."));
    }

    /// <summary>What a name in <c>RUN --mount=from=</c> means; unlike <c>COPY</c>, BuildKit takes no numbers here.</summary>
    public SourceOfFiles FindMountSource(Token from) =>
        _byName.TryGetValue(from.Value, out var stage) ? new SourceOfFiles(stage, null)
        : from.Value == EmptyImage ? default
        : new SourceOfFiles(null, from.Value);

    /// <summary>
    /// The instructions that run in a stage: first the triggers of the stage or image it is built on, then its own.
    /// </summary>
    public IEnumerable<Instruction> InstructionsOf(Stage stage) => _triggers[stage].Concat(stage.Instructions);

    /// <summary>A stage and all that it needs, in the order of the file.</summary>
    /// <exception cref="DiagnosticException">IMG1001: a stage uses itself or a later one.</exception>
    public IReadOnlyList<Stage> NeededBy(Stage target)
    {
        var needed = new HashSet<Stage>();
        var pending = new Stack<Stage>([target]);
        while (pending.TryPop(out var stage))
        {
            if (!needed.Add(stage))
                continue;
            if (_bases[stage].Stage is { } parent)
                pending.Push(parent);
            foreach (var (from, source) in UsesOf(stage))
            {
                if (source.Index >= stage.Index)
                    throw new DiagnosticException(UsedTooEarly(from, source));
                pending.Push(source);
            }
        }

        return [.. needed.OrderBy(stage => stage.Index)];
    }

    private IEnumerable<(Token From, Stage Stage)> UsesOf(Stage stage)
    {
        foreach (var instruction in InstructionsOf(stage))
        {
            if (instruction is CopyInstruction { From: { } from } && FindCopySource(from).Stage is { } copied)
                yield return (from, copied);
            foreach (var mount in (instruction as RunInstruction)?.Mounts ?? [])
            {
                if (mount.From is { } name && FindMountSource(name).Stage is { } mounted)
                    yield return (name, mounted);
            }
        }
    }

    private static Diagnostic UsedTooEarly(Token from, Stage stage) => DiagnosticDescriptors.DockerfileSyntax.At(
        from.Location, $"The stage '{stage}' is used before it is complete. Move it before the stage that uses it.");
}
