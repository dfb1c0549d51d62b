using System.Diagnostics;
using ImageSdk.Diagnostics;
using ImageSdk.Storage;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Builds several images with one <c>docker buildx bake</c>, which costs a fraction of the processor time of a process for each.
/// The results are those of single builds. What bake cannot express, or does not finish because another target failed, is built
/// singly.
/// </summary>
public sealed class BakeRun
{
    /// <summary>How many single builds are in flight, as with one node of MSBuild.</summary>
    private const int SingleBuilds = 4;

    private readonly BuildxClient _client;
    private readonly BuildxProcess _process;
    private readonly BakeTargetRun[] _targets;
    private readonly CancellationToken _cancellationToken;

    private BakeRun(
        BuildxClient client, BuildxProcess process, IReadOnlyList<BakeTarget> targets, CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        (_client, _process, _cancellationToken) = (client, process, cancellationToken);
        _targets = [.. targets.Select(target => new BakeTargetRun(target, time))];
        Results = [.. _targets.Select(target => target.Result)];
        Completion = RunAsync();
    }

    /// <summary>
    /// The results in the order of the targets. Each ends on its own, as soon as the image can be used, with what
    /// <see cref="BuildxClient.BuildAsync"/> returns or throws.
    /// </summary>
    public IReadOnlyList<Task<BuildxResult>> Results { get; }

    /// <summary>Ends when all results are there and no process runs any more.</summary>
    /// <exception cref="DiagnosticException">
    /// IMG3001: an image was completed with another digest than buildx says at the end.
    /// </exception>
    public Task Completion { get; }

    /// <summary>Starts to build.</summary>
    /// <exception cref="ArgumentException">
    /// The targets are too many for a batch, or have several builders or source policies.
    /// </exception>
    internal static BakeRun Start(
        BuildxClient client, BuildxProcess process, IReadOnlyList<BakeTarget> targets, CancellationToken cancellationToken)
    {
        if (targets.Count > BakeFile.MaxTargets)
        {
            throw new ArgumentException($"A batch has {BakeFile.MaxTargets} targets at most.", nameof(targets));
        }

        if (targets.Select(target => BakeFile.KeyOf(target.Request)).Distinct().Skip(1).Any())
        {
            throw new ArgumentException("A batch has one builder and one source policy.", nameof(targets));
        }

        return new BakeRun(client, process, targets, cancellationToken);
    }

    private async Task RunAsync()
    {
        // The caller gets the results before anything is built.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var needsVersion = _targets.Any(target => BakeSupport.NeedsVersion(target.Request));
            var version = needsVersion ? await _client.FindVersionAsync(_cancellationToken).ConfigureAwait(false) : null;
            var batch = _targets.Where(target => BakeSupport.Problem(target.Request, version) is null).ToArray();
            // buildx leaves the target out of the names of vertices when there is only one.
            if (batch.Length < 2) batch = [];
            await Task.WhenAll(BakeAllAsync(batch), BuildSinglyAsync(_targets.Except(batch))).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (!_targets.Any(target => target.IsOpen)) throw;

            foreach (var target in _targets) target.End(e, _cancellationToken);
        }
    }

    private async Task BakeAllAsync(BakeTargetRun[] targets)
    {
        if (targets.Length > 0) await BakeAsync(targets).ConfigureAwait(false);
        await BuildSinglyAsync(targets.Where(target => target.IsOpen)).ConfigureAwait(false);
    }

    /// <summary>Runs bake. Targets that are still open afterwards have to be built singly.</summary>
    private async Task BakeAsync(BakeTargetRun[] targets)
    {
        using var scratch = ScratchDirectory.Create();
        var (file, metadata) = (Path.Combine(scratch.FullPath, "bake.json"), Path.Combine(scratch.FullPath, "metadata.json"));
        BuildxRequest[] requests = [.. targets.Select(target => target.Request)];
        await File.WriteAllTextAsync(file, BakeFile.Write(requests), _cancellationToken).ConfigureAwait(false);
        var progress = new BakeProgress([.. targets.Select(target => target.Progress)], index => targets[index].Advance());
        var exit = await _process.BuildAsync(new BuildxWork
        {
            Arguments = BakeArguments.For(requests, file, metadata),
            Variables = BakeArguments.Variables,
            SourcePolicyFile = Copy(requests[0].SourcePolicyFile, scratch),
            Progress = progress,
            RegistriesInUse = () => [.. targets.Where(target => target.IsOpen).SelectMany(RegistriesInUse).Distinct()],
            IsSilent = (registry, cancelled) => requests.First(request => Uses(request, registry)).IsSilent(registry, cancelled),
            OnSilent = registry =>
            {
                foreach (var target in targets.Where(target => target.IsOpen && RegistriesInUse(target).Contains(registry)))
                {
                    target.Fail(PushFailure.Silent(target.Request.ProjectFile, registry));
                }
            },
        }, _cancellationToken).ConfigureAwait(false);
        if (exit.Code == 0) Complete(targets, BuildxMetadata.ReadTargets(metadata));
        else if (exit.SilentRegistry is null && progress.FailedTarget is { } failed) Fail(targets[failed], progress);
    }

    private static void Complete(BakeTargetRun[] targets, Dictionary<string, (string Digest, string ConfigDigest)> metadata)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if (!metadata.TryGetValue(BakeFile.NameOf(i), out var digests)) continue;
            if (targets[i].Complete(digests.Digest, digests.ConfigDigest)) continue;

            var request = targets[i].Request;
            throw new DiagnosticException(DiagnosticDescriptors.BuildFailed.At(new SourceLocation(request.ProjectFile),
                $"buildx reports the digest {digests.Digest} for {request.Plan.Name}, but reported another digest during the "
                + "build. Build again."));
        }
    }

    /// <summary>Gives the failure to the target at fault, unless a build of its own can tell more or goes well.</summary>
    private static void Fail(BakeTargetRun target, BakeProgress progress)
    {
        foreach (var line in progress.TextOfTarget.TrimEnd().Split(Environment.NewLine)) target.Progress.Read(line);

        // The output of a step that several targets have may be there several times.
        var isAmbiguous = target.Progress.FailedVertex is { } vertex && progress.IsShared(vertex);
        if (isAmbiguous || BuildxFailure.IsTagConflict(target.Progress)) return;

        target.Fail(BuildxFailure.Describe(target.Request, target.Progress));
    }

    private Task BuildSinglyAsync(IEnumerable<BakeTargetRun> targets) => Parallel.ForEachAsync(
        targets.ToList(),
        new ParallelOptions { MaxDegreeOfParallelism = SingleBuilds, CancellationToken = _cancellationToken },
        async (target, cancelled) =>
            await target.CompleteAsync(_client.BuildAsync(target.Request, target.Report, cancelled)).ConfigureAwait(false));

    /// <summary>A copy that lives as long as the batch: the request of an image that is complete may be gone before.</summary>
    private static string? Copy(string? policy, ScratchDirectory scratch)
    {
        if (policy is null) return null;

        var copy = Path.Combine(scratch.FullPath, "policy.json");
        File.Copy(policy, copy);
        return copy;
    }

    private static IReadOnlyList<string> RegistriesInUse(BakeTargetRun target) => target.Progress.RegistriesInUse(target.Request);

    private static bool Uses(BuildxRequest request, string registry) =>
        request.PushRegistries.Concat(request.PullRegistries).Contains(registry);
}
