using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Storage;
using ImageSdk.Planning;
using ImageSdk.Records;

namespace ImageSdk.Engine.Builds;

/// <summary>One image of <c>dotnet build</c>: is it what the plan says already, and if not, build it.</summary>
public sealed class ImageBuild
{
    private readonly EngineSession _session;
    private readonly ImageDefinition _definition;
    private readonly IReadOnlyList<ParentImage> _parents;
    private readonly BuildFiles _files;
    private readonly LastBuild _last;

    /// <summary>Compares a plan with what was built last. Touches no engine.</summary>
    public ImageBuild(
        EngineSession session, ImageDefinition definition, ImagePlan plan, IReadOnlyList<ParentImage> parents, BuildFiles files,
        LastBuild? last = null)
    {
        (_session, _definition, _parents, _files, Plan) = (session, definition, parents, files, plan);
        _last = last ?? new LastBuild(session, files);
        Reasons = _last.Record is null ? ["never built"]
            : _last.Record.PlanHash == plan.GetHash() ? []
            : _last.Record.PlanHash == plan.GetHashOfChanged() ? ["files changed while it was built last"]
            // The plan is written before the record.
            : PlanChanges.Between(ImagePlan.TryRead(files.Plan), plan) is { Count: > 0 } changes ? changes
            : ["the last build was cut off"];
    }

    /// <summary>What to build.</summary>
    public ImagePlan Plan { get; }

    /// <summary>Why the plan is not what was built last, in short clauses; empty when it is.</summary>
    public IReadOnlyList<string> Reasons { get; private set; }

    /// <summary>Caches, and whether to use them.</summary>
    public SolveOptions Options { get; init; } = new();

    /// <summary>
    /// The record of the last build when the plan is the same and the image is still there under all its tags; otherwise null,
    /// and <see cref="Reasons"/> says why.
    /// </summary>
    /// <exception cref="DiagnosticException">IMG0004: no engine answers.</exception>
    public async Task<ImageRecord?> GetUpToDateRecordAsync(CancellationToken cancellationToken)
    {
        if (Options.NoCache) Reasons = [.. Reasons, "ImageNoCache is set"];
        if (Reasons.Count > 0) return null;
        if (await _last.IsThereAsync(cancellationToken).ConfigureAwait(false)) return _last.Record;

        Reasons = ["the image is gone from the engine, or its tag was moved"];
        return null;
    }

    /// <summary>Builds the image and writes its record.</summary>
    /// <param name="report">Called for each step that starts, goes on or ends, one at a time.</param>
    /// <param name="cancellationToken">Interrupts the build.</param>
    /// <exception cref="DiagnosticException">
    /// IMG0001 to IMG0005: no such engine or builder; IMG0009 and IMG3003: something that the build needs is not there; IMG3001:
    /// the build failed; IMG4001 or IMG4003: a registry has not got the cache.
    /// </exception>
    public async Task<ImageRecord> RunAsync(Action<StepProgress> report, CancellationToken cancellationToken)
    {
        var solve = new Solve(_session, _definition, _parents, Options);
        var builder = await solve.PrepareAsync(Plan, isPush: false, cancellationToken).ConfigureAwait(false);

        // The record as it is now, which another build of the same tree may have written.
        var layouts = Path.Combine(_definition.IntermediateDirectory, "image.oci");
        HeldDirectory.RemoveOthers(layouts, RecordFile.TryReadImage(_files.Record)?.Layout ?? "");
        using var layout = builder.IsEngine ? null : HeldDirectory.Create(layouts);
        var output = layout is null ? BuildxOutput.Image(Plan) : BuildxOutput.OciLayout(Plan, layout.FullPath);
        var result = await solve.RunAsync(Plan, builder, output, isPush: false, report, cancellationToken).ConfigureAwait(false);

        var layers = builder.IsEngine ? await GetLayersAsync(result.Digest, cancellationToken).ConfigureAwait(false) : [];
        var record = new ImageRecord
        {
            Name = Plan.Name,
            Reference = Plan.Tags[0],
            Tags = Plan.Tags,
            Digest = result.Digest,
            ConfigDigest = result.ConfigDigest,
            Platforms = Plan.Platforms.Count > 0 ? Plan.Platforms : [ImageDefinition.Host.ToString()],
            Size = layers.Sum(layer => layer.Size),
            PreviousSize = _last.Record?.Size ?? 0,
            Layers = layers,
            OnBuild = Plan.Triggers,
            Steps = result.Steps,
            Duration = Math.Round(result.Duration.TotalSeconds, 3),
            PlanHash = result.ChangedFile is null ? Plan.GetHash() : Plan.GetHashOfChanged(),
            Builder = builder.Name,
            Layout = layout?.FullPath ?? "",
        };

        // The record last: a build that is killed before it leaves no claim that something was built.
        AtomicFile.Write(_files.Plan, Plan.ToJson());
        AtomicFile.WriteIfDifferent(_files.Digest, record.Digest + "\n");
        RecordFile.Write(_files.Record, record);
        return record;
    }

    /// <summary>For a publish that must not build: stops unless what was built last is what the plan says.</summary>
    /// <exception cref="DiagnosticException">IMG4004.</exception>
    public void ThrowIfOutdated()
    {
        if (Reasons.Count == 0) return;

        throw new DiagnosticException(DiagnosticDescriptors.PublishedNotBuilt.At(new SourceLocation(_definition.ProjectFile),
            $"--no-build, but what {_definition.Name} says now was not built: {string.Join(", ", Reasons)}. "
            + "Run `dotnet build` first, with the configuration of the publish (-c Release), or publish without --no-build."));
    }

    private async Task<IReadOnlyList<ImageLayer>> GetLayersAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            return await _session.Engine.GetLayersAsync(digest, cancellationToken).ConfigureAwait(false);
        }
        catch (DiagnosticException)
        {
            // The image is built. Layers are for readers of the record, which also for other builders has none.
            return [];
        }
    }
}
