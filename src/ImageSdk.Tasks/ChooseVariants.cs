using ImageSdk.Diagnostics;
using ImageSdk.Variants;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ImageSdk.Tasks;

/// <summary>Chooses which variant of each parent a project takes, and has the references ask for it.</summary>
[MSBuildMultiThreadableTask]
public sealed class ChooseVariants : ImageTask
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The variant that this build of it is for; empty for a project that has only one image.</summary>
    public string Variant { get; set; } = "";

    /// <summary>The references to image projects.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>What those projects said to <c>_GetImageVariants</c>.</summary>
    public ITaskItem[] Answers { get; set; } = [];

    /// <summary>The references with the choice.</summary>
    [Output]
    public ITaskItem[] Chosen { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var answers = Answers.DistinctBy(ItemReader.ProjectOf).ToDictionary(ItemReader.ProjectOf);
        List<Diagnostic> diagnostics = [];
        List<ITaskItem> chosen = [];
        foreach (var reference in References)
        {
            try
            {
                chosen.Add(Choose(reference, answers.GetValueOrDefault(reference.GetMetadata("FullPath"))));
            }
            catch (DiagnosticException e)
            {
                diagnostics.AddRange(e.Diagnostics);
            }
        }

        if (diagnostics.Count > 0) throw new DiagnosticException(diagnostics);

        Chosen = [.. chosen];
    }

    private ITaskItem Choose(ITaskItem reference, ITaskItem? answer)
    {
        // A project that is not there is said to be so by whoever builds it.
        if (answer is null) return reference;

        var parent = new ParentVariants(ItemReader.Split(answer.GetMetadata("Variants")), answer.GetMetadata("Own"));
        if (parent.Choose(Project, reference.ItemSpec, reference.GetMetadata("ImageVariant"), Variant) is not { } variant)
            return reference;

        var item = new TaskItem(reference);
        var undefined = ItemReader.Split(reference.GetMetadata("UndefineProperties"))
            .Where(property => property != ProjectKey.InnerVariant);
        item.SetMetadata("UndefineProperties", string.Join(';', undefined));
        item.SetMetadata("AdditionalProperties",
            $"{reference.GetMetadata("AdditionalProperties")};{ProjectKey.InnerVariant}={variant}");
        item.SetMetadata("_ImageKeyEnd", ProjectKey.Suffix(variant));
        return item;
    }
}
