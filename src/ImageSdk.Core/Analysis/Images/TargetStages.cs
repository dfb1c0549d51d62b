using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>Finds the stages of a Dockerfile that somebody may build besides the target of the project.</summary>
internal static class TargetStages
{
    /// <summary>The graph of the stages, and the stage that the input names.</summary>
    /// <exception cref="DiagnosticException">
    /// The Dockerfile cannot be evaluated, see <see cref="DockerfileInputs.Of"/>.
    /// </exception>
    public static (StageGraph Graph, Stage Target, GlobalArguments Globals) Read(Dockerfile dockerfile, AnalysisInput input)
    {
        var target = TargetStage.Find(dockerfile, input.Target);
        var name = string.IsNullOrEmpty(input.Target) ? target.Name?.ToLowerInvariant() : input.Target;
        var globals = new GlobalArguments(dockerfile, input.BuildArguments,
            PlatformArguments.Of(input.Platform, input.Platform, name));
        return (new StageGraph(dockerfile, globals, _ => []), target, globals);
    }

    /// <summary>
    /// The names of the stages that neither the target nor another named stage uses, the last of the file first; empty for the
    /// last stage if it has no name. A stage in the middle of the file that has no name cannot be built by itself.
    /// </summary>
    public static IEnumerable<(string Name, bool IsShipped)> Others(Dockerfile dockerfile, AnalysisInput input)
    {
        var (graph, target, _) = Read(dockerfile, input);
        var used = graph.NeededBy(target).ToHashSet();
        // Who uses a stage comes after it in the file.
        foreach (var stage in dockerfile.Stages.Reverse().Where(stage => !used.Contains(stage)))
        {
            if (!CanBeNamed(dockerfile, stage) || NeededBy(graph, stage) is not { } needed)
                continue;
            used.UnionWith(needed);
            yield return (stage.Name ?? "",
                !(stage.Name is { } name && (StageNames.SaysIntermediate(name) || IsChosenByArgument(dockerfile, name))));
        }
    }

    private static bool CanBeNamed(Dockerfile dockerfile, Stage stage) => stage == dockerfile.Stages[^1]
        || (stage.Name is { } name && TargetStage.Find(dockerfile, name) == stage);

    private static IReadOnlyList<Stage>? NeededBy(StageGraph graph, Stage stage)
    {
        try
        {
            return graph.NeededBy(stage);
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }

    /// <summary>Whether another value of an argument may make a stage start from it: <c>FROM base-${FLAVOR}</c>.</summary>
    private static bool IsChosenByArgument(Dockerfile dockerfile, string name) =>
        dockerfile.Stages.Select(stage => stage.From.Image!.Value)
        .Any(image => image.IndexOf('$') is >= 0 and var variable && image.AsSpan().IndexOfAny('/', '@') < 0
            && name.StartsWith(image[..variable], StringComparison.OrdinalIgnoreCase));
}
