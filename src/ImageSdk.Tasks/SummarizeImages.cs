using System.Globalization;
using ImageSdk.Records;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ImageSdk.Tasks;

/// <summary>Says what a build did with several images.</summary>
[MSBuildMultiThreadableTask]
public sealed class SummarizeImages : ImageTask
{
    /// <summary>The answers of the images to <c>_GetImageOutcome</c>.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>
    /// The name of what was built. Where it is that of the MSBuild project, the terminal logger shows the line.
    /// </summary>
    [Required]
    public string Subject { get; set; } = "";

    /// <summary>The line with its numbers as metadata.</summary>
    [Output]
    public ITaskItem? Summary { get; set; }

    /// <inheritdoc />
    protected override string ProjectFile => Subject;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        if (Images.Length == 0) return;

        var summary = new BuildSummary(Images.Select(Read));
        Summary = new TaskItem(Subject, new Dictionary<string, string>
        {
            ["Built"] = Number(summary.CountOf(ImageState.Built)),
            ["UpToDate"] = Number(summary.CountOf(ImageState.UpToDate)),
            ["Failed"] = Number(summary.CountOf(ImageState.Failed)),
            ["NotStarted"] = Number(summary.CountOf(ImageState.NotStarted)),
            ["StepsRun"] = Number(summary.StepsRun),
            ["StepsCached"] = Number(summary.StepsCached),
            ["Seconds"] = Number(summary.Seconds),
            ["CriticalPathSeconds"] = Number(summary.CriticalPath.Seconds),
            ["CriticalPath"] = string.Join(';', summary.CriticalPath.Images),
            ["Size"] = Number(summary.Size),
            ["SizeChange"] = Number(summary.SizeChange),
        });
        Log.LogMessage(MessageImportance.High, "{0}", $"{Subject} -> {summary}");
    }

    private static ImageOutcome Read(ITaskItem image)
    {
        var state = Enum.TryParse<ImageState>(image.GetMetadata("State"), out var known) ? known : ImageState.NotStarted;
        return new ImageOutcome(image.ItemSpec, image.GetMetadata("Name"), state,
            ItemReader.Split(image.GetMetadata("References")),
            state == ImageState.Built ? RecordFile.TryReadImage(image.GetMetadata("ImageRecord")) : null);
    }

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
