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
                "There is no registry to publish to. Set ContainerRegistry, for example to ghcr.io/OWNER or localhost:5000."));
        }

        var parents = definition.Platforms.Count > 1 ? PublishedParentImages() : ItemReader.Parents(Parents);
        var publish = new ImagePublish(Session, definition, parents)
        {
            CacheFrom = Caches.From(Items, Definition, CacheFrom),
            CacheTo = Caches.To(Items, Definition, CacheTo),
        };
        var plan = Wait(publish.PlanAsync(
            Plan(definition, definition.Platforms, parents, cancellationToken), Attestations(definition), cancellationToken));
        var record = RecordFile.TryReadPublish(PublishRecordFile);
        if (!Wait(publish.IsPublishedAsync(record, plan, cancellationToken)))
        {
            record = YieldWhile(() => publish.RunAsync(plan, step => Steps.Log(Log, step), cancellationToken));
            RecordFile.Write(PublishRecordFile, record);
        }

        Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name} -> {record!.Reference}");
    }

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

    /// <summary>
    /// For several platforms the parent comes from the registry: the local build made only one of its platforms.
    /// </summary>
    private List<ParentImage> PublishedParentImages()
    {
        var records = PublishedParents
            .Select(p => RecordFile.TryReadPublish(p.GetMetadata("ImagePublishRecord")))
            .OfType<PublishRecord>().ToDictionary(r => r.Name, StringComparer.Ordinal);
        return [.. ItemReader.Parents(Parents).Select(p => records.TryGetValue(p.Project, out var record)
            ? p with { Reference = record.Tags[0], Digest = record.Digest, Layout = "" }
            : p)];
    }
}
