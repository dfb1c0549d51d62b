using System.Globalization;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Git;
using ImageSdk.Planning;
using ImageSdk.Records;
using ImageSdk.References;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// One image of <c>dotnet publish</c>: its tags, its cache and its attestations to the registry. What the build made is in
/// BuildKit's cache, so for the build's own platform a publish runs no instruction again.
/// </summary>
public sealed class ImagePublish(EngineSession session, ImageDefinition definition, IReadOnlyList<ParentImage> parents)
{
    /// <summary>
    /// The waits between attempts to push. BuildKit itself goes on after a cut connection, but not when there is none: a registry that
    /// restarts, a name server that is late.
    /// </summary>
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>The caches to read, best first.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>The caches to write.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>
    /// What the parents were published as, by the digests with which they were built: the label of the base has to name what a
    /// registry has.
    /// </summary>
    public IReadOnlyDictionary<string, PublishRecord> PublishedParents { get; init; } = new Dictionary<string, PublishRecord>();

    /// <summary>Takes warnings.</summary>
    public Action<Diagnostic> Report { get; init; } = _ => { };

    /// <summary>
    /// The plan of the build with what only a publish adds: all platforms, attestations, and the commit. The commit's time, never
    /// the clock's, so that the same commit is the same image everywhere.
    /// </summary>
    /// <param name="buildPlan">The plan of the build, for all platforms.</param>
    /// <param name="attestations">The attestations in the form of <c>--attest</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ImagePlan> PlanAsync(ImagePlan buildPlan, IReadOnlyList<string> attestations, CancellationToken cancellationToken)
    {
        var labels = new SortedDictionary<string, string>(buildPlan.Labels, StringComparer.Ordinal);
        if (labels.TryGetValue(ImageLabels.BaseDigest, out var built) && PublishedParents.TryGetValue(built, out var parent))
        {
            // The manifest rather than the index: with attestations the index is another one at every push.
            labels[ImageLabels.BaseDigest] = parent.Platforms.Count == 1 ? parent.Platforms.Values.First() : parent.Digest;
        }

        var repository = GitRepository.Find(Path.GetDirectoryName(definition.ProjectFile)!);
        if (repository is not null && await repository.GetCommitAsync(cancellationToken).ConfigureAwait(false) is { } commit)
        {
            labels.TryAdd(ImageLabels.Revision, commit.Revision);
            labels.TryAdd(ImageLabels.Created, commit.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        return buildPlan with { Labels = labels, Attestations = attestations };
    }

    /// <summary>The digest of what was built here, when the publish is of the same platform; otherwise empty.</summary>
    public string BuiltDigest { get; init; } = "";

    /// <summary>Whether the registry has what the record says was published, under all its tags.</summary>
    public async Task<bool> IsPublishedAsync(PublishRecord? record, ImagePlan plan, CancellationToken cancellationToken)
    {
        // The same plan can have been built again, without the cache; then children stand on other layers than were published.
        if (record is null || record.PlanHash != plan.GetHash() || record.BuiltDigest != BuiltDigest) return false;

        var registries = await session.GetRegistriesAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var tag in plan.Tags)
            {
                var there = await registries.ResolveAsync(ImageReference.Parse(tag), SourceLocation.None, cancellationToken).ConfigureAwait(false);
                if (there.Digest.ToString() != record.Digest) return false;
            }

            return true;
        }
        catch (DiagnosticException)
        {
            // Not there, or no answer: the push will do it, or say why it cannot.
            return false;
        }
    }

    /// <summary>Pushes the image and its cache, and reads back what the registry has. Tries again when there is no connection.</summary>
    /// <param name="plan">What to publish.</param>
    /// <param name="stepEnded">Called for each step that ends.</param>
    /// <param name="failed">Called with what went wrong before another attempt.</param>
    /// <param name="cancellationToken">Interrupts the publish.</param>
    /// <exception cref="DiagnosticException">
    /// IMG3001: the build failed; IMG4001: the registry refused the push; IMG4003: it does not answer; IMG2010 to IMG2013: it does not
    /// tell what it has got.
    /// </exception>
    public async Task<PublishRecord> RunAsync(
        ImagePlan plan, Action<BuildStep> stepEnded, Action<string> failed, CancellationToken cancellationToken)
    {
        BuildReadiness.Check(definition, plan);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await PushAsync(plan, stepEnded, cancellationToken).ConfigureAwait(false);
            }
            catch (DiagnosticException e) when (attempt < Delays.Length && IsWorthRetrying(e))
            {
                failed(e.Diagnostics[0].Message);
                await Task.Delay(Delays[attempt], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsWorthRetrying(DiagnosticException failure) =>
        failure.Diagnostics[0].Descriptor is var descriptor
        && (descriptor == DiagnosticDescriptors.RegistryNotAnswering || descriptor == DiagnosticDescriptors.RegistryUnreachable);

    private async Task<PublishRecord> PushAsync(ImagePlan plan, Action<BuildStep> stepEnded, CancellationToken cancellationToken)
    {
        var builder = await session.GetBuilderAsync(plan.Builder, cancellationToken).ConfigureAwait(false);
        if (builder.IsEngine)
        {
            var info = await session.GetInfoAsync(cancellationToken).ConfigureAwait(false);
            if (!info.ContainerdStore) throw new DiagnosticException(StoreDiagnostic.For("A publish", info, definition.ProjectFile));
        }

        var result = await session.Buildx.BuildAsync(CacheAccess.Check(new BuildxRequest
        {
            Plan = plan,
            ProjectFile = definition.ProjectFile,
            Dockerfile = definition.Dockerfile,
            ContextDirectory = ContextLink.For(definition, plan),
            NamedContexts = NamedContextSources.For(definition, plan, parents),
            Secrets = definition.Secrets,
            CacheFrom = CacheFrom,
            CacheTo = CacheTo,
            Output = BuildxOutput.Push(plan),
        }, Environment.GetEnvironmentVariable, Report), stepEnded, cancellationToken).ConfigureAwait(false);

        var registries = await session.GetRegistriesAsync(cancellationToken).ConfigureAwait(false);
        var reference = ImageReference.Parse(plan.Tags[0]).WithDigest(ImageDigest.Parse(result.Digest));
        var published = await registries.ResolveAsync(reference, new SourceLocation(definition.ProjectFile), cancellationToken).ConfigureAwait(false);
        return new PublishRecord
        {
            Name = plan.Name,
            Reference = reference.ToString(),
            Tags = plan.Tags,
            Digest = result.Digest,
            Platforms = new SortedDictionary<string, string>(
                published.Platforms.ToDictionary(p => p.Key.ToString(), p => p.Value.ToString()), StringComparer.Ordinal),
            PlanHash = plan.GetHash(),
            BuiltDigest = BuiltDigest,
        };
    }
}
