using System.Text.RegularExpressions;
using ImageSdk.Analysis;
using ImageSdk.Core.Tests.Documentation;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>
/// A directory with a Dockerfile as people write them, and its build context. A comment <c># right IMG1101 IMG1104</c> before an instruction, or before a line of a
/// requirement file, names the warnings that an expert wants there; all others are wrong. The engine's tests build these images before and after their fixes.
/// </summary>
internal sealed partial class RealisticImage
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "ImageSdk.Engine.Tests", "Analysis", "Realistic");

    private readonly string _directory;

    private RealisticImage(string directory) => _directory = directory;

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<RealisticImage> All { get; } = [.. Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Select(directory => new RealisticImage(directory))];

    /// <summary>The name of the directory.</summary>
    public string Name => Path.GetFileName(_directory);

    /// <summary>A new input, in which nothing was fixed yet.</summary>
    public AnalysisInput CreateInput() => new() { Dockerfile = Path.Combine(_directory, "Dockerfile"), ContextDirectory = _directory };

    /// <summary>The warnings that an expert wants: <c>NAME/Dockerfile:12 IMG1101</c>, the line being that of the instruction.</summary>
    public IEnumerable<string> Wanted() => Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is "" or ".txt" or ".in" or ".toml")
        .SelectMany(file => WantedIn(file).Select(mark => $"{PlaceOf(file, mark.Line)} {mark.Code}"));

    /// <summary>The warnings of the analysis, in the same form.</summary>
    public IEnumerable<string> Found() => Analyzer.Analyze(CreateInput()).Findings.Where(finding => finding.Descriptor.Severity != DiagnosticSeverity.Info)
        .Select(finding => $"{PlaceOf(finding.Source.Path, LineOf(finding))} {finding.Descriptor.Code}");

    private string PlaceOf(string file, int line) => $"{Name}/{Path.GetRelativePath(_directory, file)}:{line}";

    private static IEnumerable<(int Line, string Code)> WantedIn(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var line = 0; line < lines.Length; line++)
        {
            if (Mark().Match(lines[line]) is not { Success: true } mark)
                continue;
            var next = line + 1;
            while (lines[next].StartsWith('#'))
                next++;
            foreach (var code in mark.Groups["codes"].Value.Split(' '))
                yield return (next + 1, code);
        }
    }

    /// <summary>The line of the finding; in a Dockerfile that of its instruction.</summary>
    private static int LineOf(Finding finding) => Path.GetFileName(finding.Source.Path) != "Dockerfile"
        ? finding.Location.Line
        : Dockerfile.Parse(finding.Source.Text, "Dockerfile").Instructions.First(instruction => instruction.FullSpan.Contains(finding.Span with { Length = 0 })).Location.Line;

    [GeneratedRegex("^# right (?<codes>IMG.+)$")]
    private static partial Regex Mark();
}
