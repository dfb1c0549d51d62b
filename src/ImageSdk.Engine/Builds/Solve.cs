using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// What a build and a publish share: one solve of the Dockerfile, as BuildKit calls it. They differ in the plan and in where the
/// result goes.
/// </summary>
internal sealed class Solve(EngineSession session, ImageDefinition definition, IReadOnlyList<ParentImage> parents,
    SolveOptions options)
{
    /// <summary>The builder of a plan, after checking that all is there that the plan needs.</summary>
    /// <param name="plan">What to build.</param>
    /// <param name="isPush">Whether the result goes to a registry.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DiagnosticException">
    /// IMG0001 to IMG0005: no such engine or builder; IMG0009 and IMG3003: something that the build needs is not there.
    /// </exception>
    public async Task<BuilderInfo> PrepareAsync(ImagePlan plan, bool isPush, CancellationToken cancellationToken)
    {
        BuildReadiness.Check(definition, plan, session.Environment);
        var builder = await session.GetBuilderAsync(plan.Builder, cancellationToken).ConfigureAwait(false);
        if (builder.IsEngine) await CheckStoreAsync(plan, isPush, cancellationToken).ConfigureAwait(false);
        return builder;
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">What to build.</param>
    /// <param name="builder">The builder of the plan.</param>
    /// <param name="output">Where the result goes, in the form of <c>--output</c>.</param>
    /// <param name="isPush">Whether it goes to the registries of the tags.</param>
    /// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
    /// <param name="cancellationToken">Interrupts the build.</param>
    /// <exception cref="DiagnosticException">
    /// IMG3001: the build failed; IMG3003: a parent is gone; IMG4001 or IMG4003: a registry has not got image or cache.
    /// </exception>
    /// <remarks>Warns (IMG3006) when a file changed since the plan was made: the result then says which.</remarks>
    public async Task<BuildxResult> RunAsync(
        ImagePlan plan, BuilderInfo builder, string output, bool isPush, Action<StepProgress> report,
        CancellationToken cancellationToken)
    {
        var links = new DirectoryLinks(session.LinksDirectory, definition.IntermediateDirectory);
        var caches = new LocalCaches(links);
        var cacheMountNamespace = await FindCacheMountNamespaceAsync(plan, builder, cancellationToken).ConfigureAwait(false);
        using var contexts = NamedContextSources.Open(definition, plan.NamedContexts, parents, links);
        using var inputs = SolveInputs.Copy(definition, plan);
        var result = await session.Buildx.BuildAsync(CacheAccess.Check(new BuildxRequest
        {
            Plan = plan,
            Builder = builder.Name,
            SourcePolicyFile = inputs.SourcePolicyFile,
            ProjectFile = definition.ProjectFile,
            Dockerfile = definition.Dockerfile,
            DockerfileCopy = inputs.Dockerfile,
            ContextDirectory = links.Context(definition, plan),
            NamedContexts = contexts.Values,
            Secrets = definition.Secrets,
            CacheFrom = [.. options.CacheFrom.Select(caches.Reachable)],
            CacheTo = [.. options.CacheTo.Select(caches.Reachable)],
            PushRegistries = [.. (isPush ? plan.Tags : []).Concat(CacheReferences(options.CacheTo)).Select(HostOf)
                .OfType<string>().Distinct()],
            PullRegistries = [.. plan.NamedContexts.Where(c => c.Kind == NamedContextKind.Locked).Select(c => c.Source)
                .Concat(CacheReferences(options.CacheFrom)).Select(HostOf).OfType<string>().Distinct()],
            IsSilent = async (registry, cancelled) =>
                await (await session.GetRegistriesAsync(cancelled).ConfigureAwait(false)).IsSilentAsync(registry, cancelled)
                .ConfigureAwait(false),
            NoCache = options.NoCache,
            CacheMountNamespace = cacheMountNamespace,
            Output = output,
        }, session.Environment.Find, options.Report), report, cancellationToken).ConfigureAwait(false);
        var changedInContext = FindChange(plan, cancellationToken);
        var changed = inputs.ChangedFile ?? changedInContext;
        if (changed is not null)
        {
            options.Report(DiagnosticDescriptors.ChangedWhileBuilding.At(new SourceLocation(changed),
                $"'{changed}' changed while {definition.Name} was built, so the image may not have what is there now. "
                + $"The next build builds the image again. {AdviceFor(changed)}"));
        }

        return result with { ChangedFile = changed };
    }

    /// <summary>Nobody can leave a log alone that this build itself writes.</summary>
    private static string AdviceFor(string changed) => Path.GetExtension(changed) is ".binlog" or ".log"
        ? "If the build itself writes this log (-bl, -flp), write it outside of the build context, "
        + $"or add **/*{Path.GetExtension(changed)} to .dockerignore."
        : "Leave the files alone until it has ended.";

    /// <summary>
    /// BuildKit read the files after they were hashed. One that changed in between may be in the image with a content that no
    /// plan knows of, also when it is as before by now.
    /// </summary>
    private static string? FindChange(ImagePlan plan, CancellationToken cancellationToken)
    {
        string? first = null;
        var snapshots = plan.NamedContexts.Select(context => context.Snapshot).Append(plan.Context.Snapshot);
        foreach (var snapshot in snapshots.OfType<ContextSnapshot>())
        {
            if (snapshot.FindChange(cancellationToken) is not { } changed) continue;

            first ??= changed;
            snapshot.Forget();
        }

        return first;
    }

    /// <summary>The places of caches in registries.</summary>
    private static IEnumerable<string> CacheReferences(IReadOnlyList<string> caches) => caches
        .Select(cache => CsvFields.TryRead(cache, out var fields, out _) ? fields : [])
        .Where(fields => fields.Contains("type=registry"))
        .SelectMany(fields => fields).Where(field => field.StartsWith("ref=", StringComparison.Ordinal))
        .Select(field => field["ref=".Length..]);

    private static string? HostOf(string name) =>
        ImageReference.TryParse(name, out var reference, out _) ? reference.Domain : null;

    private async Task<string> FindCacheMountNamespaceAsync(ImagePlan plan, BuilderInfo builder,
        CancellationToken cancellationToken)
    {
        if (!options.NoCache) return "";

        var engineVersion = builder.IsEngine ? (await session.GetInfoAsync(cancellationToken).ConfigureAwait(false)).Version : "";
        if (FreshCacheMounts.Problem(plan, definition.ProjectFile, builder, engineVersion) is not { } problem)
            return FreshCacheMounts.Namespace;

        // Without a known mount nothing may be emptied. The triggers of a base image with a digest are unknown, and may have
        // mounts.
        if (plan.CacheMounts.Count > 0) options.Report(problem);
        return "";
    }

    /// <summary>
    /// The engine's old image store knows images by their configuration only, so nothing can be built from a parent's digest.
    /// </summary>
    private async Task CheckStoreAsync(ImagePlan plan, bool isPush, CancellationToken cancellationToken)
    {
        var feature = isPush ? "A publish"
            : plan.NamedContexts.Any(c => c.Kind == NamedContextKind.Parent) ? "A parent's digest"
            : options.CacheTo.Count > 0 ? "A cache export"
            : null;
        if (feature is null) return;

        var info = await session.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        if (info.ContainerdStore) return;

        throw new DiagnosticException(DiagnosticDescriptors.ContainerdStoreNeeded.At(new SourceLocation(definition.ProjectFile),
            $"{feature} needs the containerd image store, which this engine ({info.Version}) does not use. " +
            "Set {\"features\":{\"containerd-snapshotter\":true}} in its daemon.json, or name another builder with "
            + "ImageBuilder."));
    }
}
