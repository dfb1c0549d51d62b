using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Planning;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Pushes the image and its cache, unless the registry has them already.</summary>
public sealed class PublishImage : BuildTask
{
    /// <summary>ContainerRegistry.</summary>
    public string Registry { get; set; } = "";

    /// <summary>ImageCacheFrom.</summary>
    public ITaskItem[] CacheFrom { get; set; } = [];

    /// <summary>ImageCacheTo.</summary>
    public ITaskItem[] CacheTo { get; set; } = [];

    /// <summary>ImageProvenance: <c>min</c>, <c>max</c> or <c>false</c>.</summary>
    public string Provenance { get; set; } = "";

    /// <summary>ImageSbom.</summary>
    public bool Sbom { get; set; }

    /// <summary>What the Publish of referenced image projects returned.</summary>
    public ITaskItem[] PublishedParents { get; set; } = [];

    /// <summary>Whether the build before this was left out.</summary>
    public bool NoBuild { get; set; }

    /// <summary>Where the plan of the last build is kept.</summary>
    [Required]
    public string PlanFile { get; set; } = "";

    /// <summary>Where the record of the last build is.</summary>
    [Required]
    public string RecordFile { get; set; } = "";

    /// <summary>Where the record is written.</summary>
    [Required]
    public string PublishRecordFile { get; set; } = "";

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var definition = ReadDefinition();
        if (Registry.Length == 0)
        {
            throw new DiagnosticException(DiagnosticDescriptors.RegistryMissing.At(new SourceLocation(definition.ProjectFile),
                "There is no registry to publish to. Set ContainerRegistry, for example to ghcr.io or localhost:5000."));
        }

        var builtParents = ItemReader.Parents(Parents);
        if (NoBuild)
        {
            var plan = MakePlan(definition, definition.BuildPlatforms, builtParents, cancellationToken);
            new ImageBuild(Session, definition, plan, builtParents, new BuildFiles(PlanFile, RecordFile, "")).ThrowIfOutdated();
        }

        var published = PublishedParentRecords();
        var parents = definition.Platforms.Count > 1 ? FromRegistry(builtParents, published) : builtParents;
        var publish = new ImagePublish(Session, definition, parents)
        {
            CacheFrom = Caches.From(Items, Definition, CacheFrom),
            CacheTo = Caches.To(Items, Definition, CacheTo),
            PublishedParents = builtParents.Where(p => published.ContainsKey(p.Project))
                .DistinctBy(p => p.Digest).ToDictionary(p => p.Digest, p => published[p.Project], StringComparer.Ordinal),
            BuiltDigest = definition.Platforms.Count > 1 ? "" : Records.RecordFile.TryReadImage(RecordFile)?.Digest ?? "",
            Report = Report,
        };
        var publishPlan = Wait(publish.PlanAsync(
            MakePlan(definition, definition.Platforms, parents, cancellationToken, SaidByBuild), Attestations(definition), cancellationToken));
        var record = Records.RecordFile.TryReadPublish(PublishRecordFile);
        if (!Wait(publish.IsPublishedAsync(record, publishPlan, cancellationToken)))
        {
            record = YieldWhile(() => publish.RunAsync(publishPlan, step => Steps.Log(Log, step), LogFailedAttempt, cancellationToken));
            Records.RecordFile.Write(PublishRecordFile, record);
        }

        Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name} -> {record!.Reference}");
    }

    private static void SaidByBuild(Diagnostic warning)
    {
    }

    private void LogFailedAttempt(string message) => Log.LogMessage(MessageImportance.Normal, "{0}", $"Trying again: {message}");

    private List<string> Attestations(ImageDefinition definition)
    {
        if (Provenance is not ("min" or "max" or "false"))
        {
            throw new DiagnosticException(DiagnosticDescriptors.InvalidValue.At(new SourceLocation(definition.ProjectFile),
                $"ImageProvenance is '{Provenance}'. Use min, max or false."));
        }

        List<string> attestations = [];
        if (Provenance != "false") attestations.Add($"type=provenance,mode={Provenance}");
        if (Sbom) attestations.Add("type=sbom");
        return attestations;
    }

    private Dictionary<string, PublishRecord> PublishedParentRecords() => PublishedParents
        .Select(p => Records.RecordFile.TryReadPublish(p.GetMetadata("ImagePublishRecord")))
        .OfType<PublishRecord>().DistinctBy(r => r.Name).ToDictionary(r => r.Name, StringComparer.Ordinal);

    /// <summary>
    /// For several platforms the parent comes from the registry: the local build made only one of its platforms.
    /// </summary>
    private static List<ParentImage> FromRegistry(IReadOnlyList<ParentImage> parents, Dictionary<string, PublishRecord> published) =>
        [.. parents.Select(p => published.TryGetValue(p.Project, out var record)
            ? p with { Reference = record.Tags[0], Digest = record.Digest, Layout = "" }
            : p)];
}
