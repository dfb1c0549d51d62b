using ImageSdk.Analysis;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Analyses an image, or some Dockerfiles, by itself: reports everything, sums up and writes SARIF.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintImage : AnalysisTask
{
    /// <summary>The full path of the SARIF file.</summary>
    [Required]
    public string SarifFile { get; set; } = "";

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var input in ReadInputs())
        {
            cancellationToken.ThrowIfCancellationRequested();
            findings.AddRange(Analyzer.Analyze(AskEngine(input, cancellationToken)).Findings);
        }

        foreach (var finding in findings) Report(finding.Diagnostic);
        var version = typeof(LintImage).Assembly.GetName().Version!.ToString(3);
        SarifLog.Write(SarifFile, Root, Path.GetRelativePath(Root, ProjectFile).Replace('\\', '/'), version, findings);
        Log.LogMessage(MessageImportance.High, "{0}", LintSummary.Of(Definition.GetMetadata("Name"), findings));
    }
}
