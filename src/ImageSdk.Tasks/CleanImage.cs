using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Takes back what builds left outside of the tree. An engine that does not answer has no tags.</summary>
[MSBuildMultiThreadableTask]
public sealed class CleanImage : ImageTask
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The record of the last build.</summary>
    [Required]
    public string RecordFile { get; set; } = "";

    /// <summary>The folder below <c>obj</c> that is the project's alone.</summary>
    [Required]
    public string IntermediateDirectory { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        ImageClean.RemoveLinks(Session, IntermediateDirectory);
        if (Records.RecordFile.TryReadImage(RecordFile) is not { } record) return;

        try
        {
            ImageClean.RemoveTagsAsync(Session, record, cancellationToken).GetAwaiter().GetResult();
        }
        catch (DiagnosticException e) when (e.Diagnostics[0].Descriptor == DiagnosticDescriptors.EngineUnreachable)
        {
            Log.LogMessage(MessageImportance.Normal, "{0}", e.Diagnostics[0].Message);
        }
    }
}
