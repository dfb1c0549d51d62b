using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Locking;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>BuildKit's own rules for the Dockerfile of a project, with the names that its build would have.</summary>
public static class BuildKitCheck
{
    /// <summary>
    /// Checks a project's Dockerfile. Whatever is missing for it, an engine or a parent, is no mistake: the answer says it.
    /// </summary>
    /// <param name="session">Knows the engine.</param>
    /// <param name="definition">The project.</param>
    /// <param name="parents">The images of referenced projects.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<BuildxCheck> OfProjectAsync(
        EngineSession session, ImageDefinition definition, IReadOnlyList<ParentImage> parents,
        CancellationToken cancellationToken)
    {
        try
        {
            var lockFile = LockFileStore.ReadOrEmpty(definition.LockFile);
            var names = DockerfileNames.Read(definition, [.. definition.BuildPlatforms.Take(1)], parents, lockFile);
            var contexts = ImagePlanner.ImageContexts(definition, names, lockFile);
            if (contexts.FirstOrDefault(context => context.Digest.Length == 0) is { } unbuilt)
                return new BuildxCheck([], $"{unbuilt.Source} is not built yet");

            using var sources = NamedContextSources.Open(definition, contexts, parents,
                new DirectoryLinks(session.LinksDirectory, definition.IntermediateDirectory));
            var values = sources.Values.ToDictionary(StringComparer.Ordinal);
            // Of directories only the name counts: nothing is copied.
            foreach (var directory in names.Directories) values[directory.Name] = EmptyDirectory(definition);
            return await AskAsync(session, definition, values, cancellationToken).ConfigureAwait(false);
        }
        catch (DiagnosticException e)
        {
            return new BuildxCheck([], e.Diagnostics[0].Message);
        }
    }

    /// <summary>Checks a Dockerfile that has no project: what it names is what a registry has.</summary>
    /// <param name="session">Knows the engine.</param>
    /// <param name="definition">The project that the builder and the context are taken from.</param>
    /// <param name="dockerfile">The full path of the Dockerfile.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<BuildxCheck> OfFileAsync(EngineSession session, ImageDefinition definition, string dockerfile,
        CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(session, definition with { Dockerfile = dockerfile, Target = "" },
                new Dictionary<string, string>(), cancellationToken).ConfigureAwait(false);
        }
        catch (DiagnosticException e)
        {
            return new BuildxCheck([], e.Diagnostics[0].Message);
        }
    }

    /// <summary>
    /// The bytes that each cache mount of the project's builder holds, by its id as BuildKit knows it, or why that is not known.
    /// </summary>
    /// <param name="session">Knows the engine.</param>
    /// <param name="definition">The project.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<(IReadOnlyDictionary<string, long> Sizes, string Problem)> GetCacheMountSizesAsync(
        EngineSession session, ImageDefinition definition, CancellationToken cancellationToken)
    {
        try
        {
            var builder = await session.GetBuilderAsync(session.FindBuilder(definition.Builder), cancellationToken)
                .ConfigureAwait(false);
            return await session.Buildx.GetCacheMountSizesAsync(builder.Name, cancellationToken)
                .ConfigureAwait(false) is { } sizes
                ? (sizes, "")
                : (new Dictionary<string, long>(), $"the builder {builder.Name} does not say what its cache holds");
        }
        catch (DiagnosticException e)
        {
            return (new Dictionary<string, long>(), e.Diagnostics[0].Message);
        }
    }

    private static async Task<BuildxCheck> AskAsync(
        EngineSession session, ImageDefinition definition, IReadOnlyDictionary<string, string> contexts,
        CancellationToken cancellationToken)
    {
        var builder = await session.GetBuilderAsync(session.FindBuilder(definition.Builder), cancellationToken)
            .ConfigureAwait(false);
        return await session.Buildx.CheckAsync(new BuildxCheckRequest
        {
            Dockerfile = definition.Dockerfile,
            ContextDirectory = definition.ContextDirectory,
            Builder = builder.Name,
            Target = definition.Target,
            Platform = definition.BuildPlatforms is [var platform, ..] ? platform.ToString() : "",
            BuildArguments = definition.BuildArguments,
            NamedContexts = contexts,
        }, cancellationToken).ConfigureAwait(false);
    }

    private static string EmptyDirectory(ImageDefinition definition) =>
        Directory.CreateDirectory(Path.Combine(definition.IntermediateDirectory, "empty")).FullName;
}
