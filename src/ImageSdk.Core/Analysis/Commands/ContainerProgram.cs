using ImageSdk.Analysis.Images;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Commands;

/// <summary>What the container of an image runs.</summary>
/// <param name="Words">The program and its arguments, those of <c>CMD</c> after those of <c>ENTRYPOINT</c>.</param>
/// <param name="Instruction">The instruction of this Dockerfile that names the program.</param>
internal sealed record ContainerProgram(IReadOnlyList<string> Words, Instruction Instruction)
{
    private static readonly HashSet<string> Inits = new(StringComparer.Ordinal)
    {
        "tini", "tini-static", "dumb-init", "catatonit", "s6-svscan", "init", "my_init", "docker-init", "systemd", "runsvdir",
        "runit", "supervisord", "pid1",
    };

    /// <summary>The name of the program without its folder.</summary>
    public string Name => Words[0][(Words[0].LastIndexOf('/') + 1)..];

    /// <summary>Whether it is an init, which passes signals on and reaps processes.</summary>
    public bool IsInit => Inits.Contains(Name);

    /// <summary>
    /// What the target runs; null when nobody ships it, when this Dockerfile says nothing of it, or it is known only to the base
    /// image.
    /// </summary>
    public static ContainerProgram? Of(AnalyzedImage image)
    {
        var end = image.Target.End;
        var words = end.Entrypoint.Concat(end.Command).ToList();
        if (!image.IsShipped || words.Count == 0 || words[0].Length == 0)
            return null;
        var kind = end.Entrypoint.Count > 0 ? InstructionKind.Entrypoint : InstructionKind.Cmd;
        return LastOf(image, kind) is { } instruction ? new ContainerProgram(words, instruction) : null;
    }

    /// <summary>The last instruction of a kind in what the image is made of.</summary>
    public static Instruction? LastOf(AnalyzedImage image, InstructionKind kind) => image.Target.Chain
        .Select(stage => stage.Steps.LastOrDefault(step => step.Instruction.Kind == kind)?.Instruction)
        .FirstOrDefault(instruction => instruction is not null);

    /// <summary>
    /// The text of a file that the image copies from the context, such as the script that it runs; null when it cannot be found.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="path">The path in the container, or a name on its <c>PATH</c>.</param>
    public static string? FindFile(AnalyzedImage image, string path)
    {
        foreach (var step in image.Target.Chain.SelectMany(stage => stage.Steps.Reverse()))
        {
            if (step.Instruction is not CopyInstruction { From: null, Destination.Value: { } destination } copy
                || destination.Contains('$'))
                continue;
            var full = path.Contains('/') ? Absolute(path, image.Target.End) : $"/usr/local/bin/{path}";
            var folder = Absolute(destination, step.State);
            if (folder == full && copy.Heredocs is [var document])
                return document.Content;
            if (folder == full && copy.Sources is [var only])
                return image.Input.FindInContext(only.Value);
            if (!full.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal))
                continue;
            var rest = full[(folder.TrimEnd('/').Length + 1)..];
            var text = copy.Sources.Select(source =>
                Path.GetFileName(source.Value) == rest ? source.Value : $"{source.Value.TrimEnd('/')}/{rest}")
                .Select(image.Input.FindInContext).FirstOrDefault(found => found is not null);
            if (text is not null)
                return text;
        }

        return null;
    }

    private static string Absolute(string path, StageState state)
    {
        var joined = path.StartsWith('/') ? path : $"{state.WorkingDirectory.TrimEnd('/')}/{path}";
        var parts = joined.Split('/').Where(part => part is not ("" or ".")).ToList();
        return "/" + string.Join('/', parts);
    }
}
