using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Planning;

/// <summary>Finds build arguments that do nothing: most often a misspelt name.</summary>
internal static class UnusedArguments
{
    /// <summary>
    /// IMG1004 at the project for each argument that the project file itself gives and no stage of the target declares.
    /// </summary>
    public static IEnumerable<Diagnostic> Find(ImageDefinition definition, DockerfileNames names) =>
        from name in definition.OwnBuildArguments.Order(StringComparer.Ordinal)
        where !names.DeclaredArguments.Contains(name) && !PredefinedArguments.Contains(name)
        select DiagnosticDescriptors.BuildArgumentUnused.At(new SourceLocation(definition.ProjectFile),
            $"No stage that is built declares the build argument '{name}', so it has no "
            + $"effect.{Suggestion.For(name, names.DeclaredArguments)} "
            + $"Write `ARG {name}` into the stage of {definition.Dockerfile} that needs it, or remove the ImageBuildArg.");
}
