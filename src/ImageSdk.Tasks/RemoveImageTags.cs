using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Removes the tags that the last build set. An engine that does not answer has none.</summary>
public sealed class RemoveImageTags : ImageTask
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The record of the last build.</summary>
    [Required]
    public string RecordFile { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        if (Records.RecordFile.TryReadImage(RecordFile) is not { } record) return;

        try
        {
            ImageClean.RunAsync(Session, record, cancellationToken).GetAwaiter().GetResult();
        }
        catch (DiagnosticException e) when (e.Diagnostics[0].Descriptor == DiagnosticDescriptors.EngineUnreachable)
        {
            Log.LogMessage(MessageImportance.Normal, "{0}", e.Diagnostics[0].Message);
        }
    }
}
