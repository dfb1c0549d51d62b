using ImageSdk.Diagnostics;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// Checks what only a build needs and a plan does not: that there is what it starts from, and its secrets. An image that is up to
/// date needs neither.
/// </summary>
internal static class BuildReadiness
{
    /// <summary>Checks all of it.</summary>
    /// <exception cref="DiagnosticException">IMG0009: a secret is not there; IMG3003: something was not built.</exception>
    public static void Check(ImageDefinition definition, ImagePlan plan, BuildEnvironment environment)
    {
        var place = new SourceLocation(definition.ProjectFile);
        List<Diagnostic> missing =
        [
            .. plan.GetUnbuilt().Select(name => DiagnosticDescriptors.ParentNotBuilt.At(place,
                $"{name}, which this image is built from, is not there. Build this project together with those that it "
                + "references.")),
            .. definition.Secrets.Select(secret => Missing(secret, environment, place)).OfType<Diagnostic>(),
        ];
        if (missing.Count > 0) throw new DiagnosticException(missing);
    }

    private static Diagnostic? Missing(ImageSecret secret, BuildEnvironment environment, SourceLocation place)
    {
        if (secret.EnvironmentVariable is { } variable && environment.Find(variable) is null)
        {
            return DiagnosticDescriptors.SecretMissing.At(place,
                $"The environment variable {variable}, which holds the secret '{secret.Id}', is not set.");
        }

        return secret.File is { } file && !File.Exists(file)
            ? DiagnosticDescriptors.SecretMissing.At(place, $"There is no file {file}, which holds the secret '{secret.Id}'.")
            : null;
    }
}
