using ImageSdk.Generation.Requirements;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Says where requirement files and their locks disagree.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckRequirementLocks : ImageTask
{
    /// <summary>The project, with the properties of the image as metadata.</summary>
    [Required]
    public ITaskItem Declaration { get; set; } = null!;

    /// <summary>The items of the image.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>The images of referenced projects, with the files that hold their facts.</summary>
    public ITaskItem[] Parents { get; set; } = [];

    /// <summary>The image.</summary>
    [Required]
    public ITaskItem Definition { get; set; } = null!;

    /// <inheritdoc />
    protected override string ProjectFile => Declaration.GetMetadata("FullPath");

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        // Whether every difference is an error.
        var isLocked = new ItemReader(Definition).Is("LockedMode") == true;
        foreach (var difference in RequirementLockCheck.Check(DeclarationReader.Read(Declaration, Items, Parents), isLocked))
            Report(difference);
    }
}
