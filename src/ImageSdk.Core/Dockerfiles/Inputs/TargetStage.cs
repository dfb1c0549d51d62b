using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>Finds the stage to build.</summary>
internal static class TargetStage
{
    public static Stage Find(Dockerfile dockerfile, string? target)
    {
        var stages = dockerfile.Stages;
        if (string.IsNullOrEmpty(target))
            return stages[^1];
        // Of two stages of the same name, the later hides the earlier.
        if (stages.LastOrDefault(stage => string.Equals(stage.Name, target, StringComparison.OrdinalIgnoreCase)) is { } named)
            return named;
        if (StageNumber.TryParse(target, out var number) && number >= 0 && number < stages.Count)
            return stages[number];
        var suggestion = Suggestion.For(target, stages.Where(stage => stage.Name is not null).Select(stage => stage.Name!));
        var message = $"There is no stage '{target}'.{suggestion} The stages are: {string.Join(", ", stages)}.";
        throw new DiagnosticException(DiagnosticDescriptors.StageNotFound.At(new SourceLocation(dockerfile.Path), message));
    }
}
