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
public sealed class ImagePublish
{
    /// <summary>
    /// The waits between attempts to push. BuildKit itself goes on after a cut connection, but not when there is none: a registry
    /// that restarts, a name server that is late.
    /// </summary>
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly EngineSession _session;
    private readonly ImageDefinition _definition;
    private readonly IReadOnlyList<ParentImage> _builtParents;
    private readonly IReadOnlyDictionary<string, PublishRecord> _publishedParents;
    private readonly string _builtDigest;

    /// <summary>A publish; nothing is asked yet.</summary>
    /// <param name="session">What the images of a build share.</param>
    /// <param name="definition">What the project declares.</param>
    /// <param name="builtParents">The images of referenced projects as they were built.</param>
    /// <param name="publishedParents">What these projects published, by the full paths of their files.</param>
    /// <param name="lastBuild">The record of the project's own last build, or null.</param>
    public ImagePublish(
        EngineSession session, ImageDefinition definition, IReadOnlyList<ParentImage> builtParents,
        IReadOnlyDictionary<string, PublishRecord> publishedParents, ImageRecord? lastBuild)
    {
        (_session, _definition, _builtParents, _publishedParents) = (session, definition, builtParents, publishedParents);

        // The local build made only one of several platforms.
        var isLocal = definition.Platforms.Count <= 1;
        _builtDigest = isLocal ? lastBuild?.Digest ?? "" : "";
        Parents = isLocal ? builtParents : [.. builtParents.Select(FromRegistry)];
    }

    /// <summary>The images to publish from: those that were built, for several platforms those that a registry has.</summary>
    public IReadOnlyList<ParentImage> Parents { get; }

    /// <summary>The caches.</summary>
    public SolveOptions Options { get; init; } = new();

    /// <summary>
    /// The plan of the build with what only a publish adds: all platforms, attestations, and the commit. The commit's time, never
    /// the clock's, so that the same commit is the same image everywhere.
    /// </summary>
    /// <param name="buildPlan">The plan of the build, for all platforms and from <see cref="Parents"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ImagePlan> PlanAsync(ImagePlan buildPlan, CancellationToken cancellationToken)
    {
        var attestations = Attestations();
        var labels = new SortedList<string, string>(buildPlan.Labels, StringComparer.Ordinal);
        if (labels.TryGetValue(ImageLabels.BaseDigest, out var built)
            && _builtParents.FirstOrDefault(p => p.Digest == built) is { } builtParent
            && _publishedParents.TryGetValue(builtParent.ProjectFile, out var parent))
        {
            // The label has to name what a registry has; the manifest, since with attestations the index is another one at every
            // push.
            labels[ImageLabels.BaseDigest] = parent.Platforms.Count == 1 ? parent.Platforms.Values.First() : parent.Digest;
        }

        var repository = GitRepository.Find(Path.GetDirectoryName(_definition.ProjectFile)!);
        if (repository is not null
            && await repository.GetCommitAsync(_session.Environment, cancellationToken).ConfigureAwait(false) is { } commit)
        {
            labels.TryAdd(ImageLabels.Revision, commit.Revision);
            labels.TryAdd(ImageLabels.Created,
                commit.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        return buildPlan with { Labels = labels, Attestations = attestations };
    }

    /// <summary>Whether the registry has what the record says was published, under all its tags.</summary>
    public async Task<bool> IsPublishedAsync(PublishRecord? record, ImagePlan plan, CancellationToken cancellationToken)
    {
        // The same plan can have been built again, without the cache; then children stand on other layers than were published.
        if (record is null || record.PlanHash != plan.GetHash() || record.BuiltDigest != _builtDigest) return false;

        var registries = await _session.GetRegistriesAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var tag in plan.Tags)
            {
                var there = await registries.ResolveAsync(ImageReference.Parse(tag), SourceLocation.None, cancellationToken)
                    .ConfigureAwait(false);
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

    /// <summary>
    /// Pushes the image and its cache, and reads back what the registry has. Tries again when there is no connection.
    /// </summary>
    /// <param name="plan">What to publish.</param>
    /// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
    /// <param name="failed">Called with what went wrong before another attempt.</param>
    /// <param name="cancellationToken">Interrupts the publish.</param>
    /// <exception cref="DiagnosticException">
    /// IMG3001: the build failed; IMG4001: the registry refused the push; IMG4003: it does not answer; IMG4007: credentials would
    /// be published; IMG2010 to IMG2013: it does not tell what it has got.
    /// </exception>
    public async Task<PublishRecord> RunAsync(
        ImagePlan plan, Action<StepProgress> report, Action<string> failed, CancellationToken cancellationToken)
    {
        var leaks = PublishedCredentials.Find(_definition, plan, _session.Configuration.FindProxies(),
            _session.Configuration.File);
        if (leaks.Count > 0) throw new DiagnosticException(leaks);

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await PushAsync(plan, report, cancellationToken).ConfigureAwait(false);
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

    private async Task<PublishRecord> PushAsync(ImagePlan plan, Action<StepProgress> report, CancellationToken cancellationToken)
    {
        var solve = new Solve(_session, _definition, Parents, Options);
        var builder = await solve.PrepareAsync(plan, isPush: true, cancellationToken).ConfigureAwait(false);
        var result = await solve.RunAsync(plan, builder, BuildxOutput.Push(plan), isPush: true, report, cancellationToken)
            .ConfigureAwait(false);

        var registries = await _session.GetRegistriesAsync(cancellationToken).ConfigureAwait(false);
        var reference = ImageReference.Parse(plan.Tags[0]).WithDigest(ImageDigest.Parse(result.Digest));
        var published = await registries.ResolveAsync(reference, new SourceLocation(_definition.ProjectFile), cancellationToken)
            .ConfigureAwait(false);
        return new PublishRecord
        {
            Name = plan.Name,
            Reference = reference.ToString(),
            Tags = plan.Tags,
            Digest = result.Digest,
            Platforms = new SortedDictionary<string, string>(
                published.Platforms.ToDictionary(p => p.Key.ToString(), p => p.Value.ToString()), StringComparer.Ordinal),
            PlanHash = result.ChangedFile is null ? plan.GetHash() : plan.GetHashOfChanged(),
            BuiltDigest = _builtDigest,
        };
    }

    private List<string> Attestations()
    {
        List<string> attestations = [];
        if (_definition.Provenance != "false") attestations.Add($"type=provenance,mode={_definition.Provenance}");
        if (_definition.Sbom) attestations.Add("type=sbom");
        return attestations;
    }

    private ParentImage FromRegistry(ParentImage parent) => _publishedParents.TryGetValue(parent.ProjectFile, out var record)
        ? parent with { Reference = record.Tags[0], Digest = record.Digest, Layout = "" }
        : parent;
}
