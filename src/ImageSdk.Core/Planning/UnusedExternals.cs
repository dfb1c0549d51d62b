using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Planning;

/// <summary>
/// Finds items ImageExternal that do nothing: most often a misspelt name, or a tag that was raised in the Dockerfile only.
/// </summary>
public static class UnusedExternals
{
    /// <summary>
    /// IMG2018 at the project for each name that the project file itself gives and no stage of the target names. Of a project
    /// with variants nothing is reported, because another variant may name the image.
    /// </summary>
    /// <param name="definition">The image.</param>
    /// <param name="names">What its Dockerfile names.</param>
    public static IEnumerable<Diagnostic> Find(ImageDefinition definition, DockerfileNames names) =>
        from external in definition.OwnExternalNames.Order(StringComparer.Ordinal)
        where definition.Variant.All.Count == 0
        && !names.External.Keys.Any(name => KnownNames.Familiar(name) == KnownNames.Familiar(external))
        select DiagnosticDescriptors.ExternalUnused.At(new SourceLocation(definition.ProjectFile),
            $"ImageExternal '{external}' has no effect: {Reason(external, names)}");

    private static string Reason(string external, DockerfileNames names) =>
        names.Parents.FirstOrDefault(parent => KnownNames.Familiar(parent.Key) == KnownNames.Familiar(external))
        .Value is { } parent
            ? $"it is the image of the referenced project {Path.GetFileName(parent.ProjectFile)}, which counts first. Remove "
            + "the ImageExternal or the ProjectReference."
            : $"no stage that is built names that image.{Suggestion.For(external, names.External.Keys)} Write the name as in "
            + "the Dockerfile, with the values of its variables, "
              + "or remove the ImageExternal.";
}
