using ImageSdk.Analysis;
using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using ImageSdk.Storage;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Analyses an image as a part of its build. MSBuild runs it only when something changed since the stamp was written.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class AnalyzeImage : AnalysisTask
{
    /// <summary>Where the facts for children are kept.</summary>
    [Required]
    public string FactsFile { get; set; } = "";

    /// <summary>
    /// Where the files that were read are listed, for MSBuild; empty to write down the facts only and report nothing.
    /// </summary>
    public string StampFile { get; set; } = "";

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        AnalysisInput input;
        try
        {
            input = ReadInputs()[0];
        }
        catch (DiagnosticException)
        {
            // The build says it, with all else that is wrong.
            return;
        }

        var result = StampFile.Length == 0 ? Analyzer.Analyze(input, [])
            : GeneratedFindings.MoveToItems(Analyzer.Analyze(input, parsed => AskEngine(parsed, cancellationToken)),
                input.Dockerfile);
        Directory.CreateDirectory(Path.GetDirectoryName(FactsFile)!);
        Analysis.Images.FactsFile.Write(FactsFile, result.Facts);
        ReportOnce(result.Findings);
        // Warnings that count as errors come again until they are fixed, and BuildKit is asked again until it checks everything.
        if (StampFile.Length > 0 && !Log.HasLoggedErrors && !IsUnchecked) WriteStamp(input.Files);
    }

    /// <summary>
    /// A path as text in which MSBuild sees nothing to expand: escaped twice, since what it reads from a file it unescapes once
    /// more.
    /// </summary>
    private static string Escape(string path) =>
        string.Concat(path.Select(c => "%*?@$();'".Contains(c) ? $"%25{(int)c:X2}" : c.ToString()));

    /// <summary>One stamp only: its name tells arguments and rules apart, by which it would be out of date.</summary>
    private void WriteStamp(SourceFiles files)
    {
        var others = Directory.EnumerateFiles(Path.GetDirectoryName(StampFile)!, "analysis.*").Where(path => path != StampFile);
        foreach (var other in others.ToList()) File.Delete(other);
        AtomicFile.Write(StampFile, string.Join(";\n", files.Read.Select(Escape)));
    }
}
