using ImageSdk.Records;
using ImageSdk.Variants;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Says when variants of a project came out as the same image: then they cost time and tell nobody anything.</summary>
[MSBuildMultiThreadableTask]
public sealed class CompareVariants : ImageTask
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>What the builds of the variants returned.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var records = Images.Select(image =>
            (Variant: image.GetMetadata("ImageVariant"), Record: RecordFile.TryReadImage(image.GetMetadata("ImageRecord"))));
        var digests = records.Where(image => image.Record is not null)
            .Select(image => KeyValuePair.Create(image.Variant, image.Record!.Digest));
        foreach (var diagnostic in ImageVariant.FindEqual(Project, digests)) Report(diagnostic);
    }
}
