using ImageSdk.Planning;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Environment variables by which buildx makes another image of the same project: they are part of what the project declares, and
/// so of its plan. DOCKER_DEFAULT_PLATFORM is the default of a property.
/// </summary>
/// <remarks>
/// Source: github.com/docker/buildx, build/build.go, commands/build.go and util/sourcemeta;
/// docs.docker.com/build/building/variables.
/// </remarks>
public static class BuildxEnvironment
{
    private const string Epoch = "SOURCE_DATE_EPOCH";

    /// <summary>The definition with what the environment adds to it.</summary>
    /// <param name="definition">What the project declares.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    public static ImageDefinition ApplyTo(ImageDefinition definition, Func<string, string?> environment)
    {
        if (environment("EXPERIMENTAL_BUILDKIT_SOURCE_POLICY") is { Length: > 0 } policy)
        {
            definition = definition with { SourcePolicyFile =
                Path.GetFullPath(policy, Path.GetDirectoryName(definition.ProjectFile)!) };
        }

        return environment(Epoch) is { Length: > 0 } epoch && !definition.BuildArguments.ContainsKey(Epoch)
            ? definition with { BuildArguments = new Dictionary<string, string>(definition.BuildArguments) { [Epoch] = epoch } }
            : definition;
    }
}
