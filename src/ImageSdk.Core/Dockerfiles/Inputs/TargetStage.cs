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
        var names = stages.Where(stage => stage.Name is not null).Select(stage => stage.Name!).ToList();
        var message = names.Count == 0
            ? $"There is no stage '{target}', as no stage has a name. Give the one to build a name: FROM … AS {target}."
            : $"There is no stage '{target}'.{Suggestion.For(target, names)} The stages with names are: "
            + $"{string.Join(", ", names)}.";
        throw new DiagnosticException(DiagnosticDescriptors.StageNotFound.At(new SourceLocation(dockerfile.Path), message));
    }
}
