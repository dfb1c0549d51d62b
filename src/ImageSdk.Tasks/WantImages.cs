using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Tells the images that are being built which others will be, see <see cref="OtherImages"/>.</summary>
[MSBuildMultiThreadableTask]
public sealed class WantImages : ImageTask
{
    /// <summary>The full path of the project that references them.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The referenced image projects.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken) =>
        OtherImages.Want(References.Select(ProjectKey.Of));
}
