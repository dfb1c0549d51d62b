using ImageSdk.Analysis;
using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using ImageSdk.Locking;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Analyses an image, or some Dockerfiles, by itself: reports everything, sums up and writes SARIF.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintImage : AnalysisTask
{
    /// <summary>The full path of the SARIF file.</summary>
    [Required]
    public string SarifFile { get; set; } = "";

    /// <summary>The record of the last build, which tells how long steps took.</summary>
    public string ImageRecord { get; set; } = "";

    /// <summary>Whether other machines can use the cache of the image's builds.</summary>
    public bool HasRegistryCache { get; set; }

    /// <summary>The findings in numbers, for a plan of several images.</summary>
    [Output]
    public ITaskItem[] Results { get; set; } = [];

    /// <summary>BuildKit's rules count unless somebody says no.</summary>
    private protected override bool ChecksBuildKit => Is("BuildKitCheck") != false;

    private protected override bool ProbesCacheMounts => Is("LintProbe") == true;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var ignored = new List<IgnoredFinding>();
        var unread = 0;
        try
        {
            foreach (var input in ReadInputs())
            {
                cancellationToken.ThrowIfCancellationRequested();
                // The engine is asked only about a file that can be analysed: BuildKit would report the same errors, or wait for
                // a FIFO.
                var analysis = Analyzer.Analyze(input, parsed => AskEngine(parsed, cancellationToken));
                if (ReportErrors(analysis))
                {
                    unread++;
                    continue;
                }

                var result = GeneratedFindings.MoveToItems(analysis, input.Dockerfile);
                findings.AddRange(result.Findings);
                ignored.AddRange(result.Ignored);
            }
        }
        catch (DiagnosticException e)
        {
            // The file of an earlier run would say that everything is as it was then.
            WriteSarif([], [], [.. e.Diagnostics.Select(AnalysisProblem.Of)]);
            throw;
        }

        var own = ReportOnce(findings, MessageImportance.High);
        var messages = own.Count(finding => finding.Descriptor.Severity == DiagnosticSeverity.Info);
        if (messages > 0)
        {
            Log.LogMessage(MessageImportance.High, "{0}", $"{messages} of these are messages. A build shows them with -v:n only; "
                + "'dotnet_diagnostic.CODE.severity = none' in .editorconfig hides a rule everywhere, '= warning' has a build "
                + "show it.");
        }

        WriteSarif(findings, ignored, Problems);
        var image = LintedImage.Of(
            Definition.GetMetadata("Name"), own, Dockerfiles.Length > 0 ? null : HasRegistryCache,
            RecordFile.TryReadImage(ImageRecord));
        Results = LintItems.Write(ProjectFile + ProjectKey.Suffix(Variant), image);
        if (unread > 0)
        {
            Log.LogMessage(MessageImportance.High, "{0}",
                $"{image.Name} -> {unread} {(unread == 1 ? "Dockerfile has" : "Dockerfiles have")} errors and could not be "
                + "analysed");
        }

        if (findings.Count > 0 || unread == 0)
            Log.LogMessage(MessageImportance.High, "{0}", new RolloutPlan([image]).Describe(image.Name));
    }

    private string Variant => Definition.GetMetadata("Variant");

    private void WriteSarif(IReadOnlyList<Finding> findings, IReadOnlyList<IgnoredFinding> ignored,
        IEnumerable<AnalysisProblem> problems) =>
        SarifLog.Write(SarifFile, new SarifRun
        {
            Root = Root,
            Project = LockUser.Of(Path.GetRelativePath(Root, ProjectFile).Replace('\\', '/'), Variant),
            Version = typeof(LintImage).Assembly.GetName().Version!.ToString(3),
            Findings = findings,
            Ignored = ignored,
            Problems = [.. problems.Select(problem => problem with { Location = GeneratedFiles.Origin(problem.Location) })],
            Help = HelpPage.OfRules(),
        });
}
