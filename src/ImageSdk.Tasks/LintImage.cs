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
        var ignored = new List<IgnoredFinding>();
        foreach (var input in ReadInputs())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = Analyzer.Analyze(input);
            findings.AddRange(result.Findings);
            ignored.AddRange(result.Ignored);
        }

        foreach (var finding in findings) Report(finding.Diagnostic);
        SarifLog.Write(SarifFile, new SarifRun
        {
            Root = Root,
            Project = Path.GetRelativePath(Root, ProjectFile).Replace('\\', '/'),
            Version = typeof(LintImage).Assembly.GetName().Version!.ToString(3),
            Findings = findings,
            Ignored = ignored,
            Help = HelpPage.OfRules(),
        });
        Log.LogMessage(MessageImportance.High, "{0}", LintSummary.Of(Definition.GetMetadata("Name"), findings));
    }
}
