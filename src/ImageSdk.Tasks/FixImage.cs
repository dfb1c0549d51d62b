using ImageSdk.Analysis;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Git;
using ImageSdk.Locking;
using ImageSdk.Storage;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Makes the fixes of the analysis, or shows what they would be.</summary>
[MSBuildMultiThreadableTask]
public sealed class FixImage : AnalysisTask
{
    /// <summary>The codes of the rules to fix, divided by semicolons or commas; empty for all.</summary>
    public string Rules { get; set; } = "";

    /// <summary>Whether only the difference is printed.</summary>
    public bool DryRun { get; set; }

    /// <summary>Whether files with uncommitted changes are changed, too.</summary>
    public bool Force { get; set; }

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var rules = ChosenRules();
        foreach (var input in ReadInputs())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Several projects may share a Dockerfile: who comes later sees what was fixed.
            using var held = InterprocessLock.Acquire(input.Dockerfile, TimeSpan.FromMinutes(1), cancellationToken);
            // And several Dockerfiles an ignore file. Always in this order.
            using var heldContext = InterprocessLock.Acquire(Path.Combine(input.ContextDirectory, ".dockerignore"), TimeSpan.FromMinutes(1), cancellationToken);
            ReportErrors(Analyzer.Analyze(input, []));
            var made = FixApplier.Apply(input, rules);
            var changed = input.Files.Changed.ToList();
            if (DryRun) Show(changed);
            else Write(changed, made, cancellationToken);
        }
    }

    private List<Rule> ChosenRules()
    {
        var codes = ItemReader.Split(Rules.Replace(',', ';'));
        var unknown = codes.Where(code => !RuleCatalog.All.Any(rule => Is(rule, code))).ToList();
        return unknown.Count == 0
            ? [.. RuleCatalog.All.Where(rule => codes.Length == 0 || codes.Any(code => Is(rule, code)))]
            : throw new DiagnosticException(DiagnosticDescriptors.InvalidValue.At(new SourceLocation(ProjectFile),
                $"ImageFixRules names {string.Join(", ", unknown)}, which is no rule. Rules are those of docs/analysis.md, such as {RuleCatalog.All[0].Descriptor.Code}."));

        static bool Is(Rule rule, string code) => rule.Descriptor.Code.Equals(code, StringComparison.OrdinalIgnoreCase);
    }

    private void Show(List<(string Path, string? Before, string After)> changed)
    {
        foreach (var (path, before, after) in changed)
        {
            Log.LogMessage(MessageImportance.High, "{0}", UnifiedDiff.Of(Path.GetRelativePath(Root, path).Replace('\\', '/'), before, after));
        }
    }

    /// <summary>All files or none: a fix may need several.</summary>
    private void Write(List<(string Path, string? Before, string After)> changed, IReadOnlyList<Finding> made, CancellationToken cancellationToken)
    {
        var fixedBefore = Shared<FixedFiles>();
        var refused = Force ? [] : changed.Where(file => file.Before is not null && !fixedBefore.Contains(file.Path)
            && Wait(GitRepository.HasUncommittedChangesAsync(file.Path, Session.Environment, cancellationToken))).ToList();
        if (refused.Count > 0)
        {
            throw new DiagnosticException([.. refused.Select(file => DiagnosticDescriptors.FixRefused.At(new SourceLocation(file.Path),
                "This file has changes that are not committed, so fixes would be mixed with them. Commit or stash them, or set ImageFixForce to true."))]);
        }

        foreach (var (path, before, after) in changed)
        {
            fixedBefore.Add(path);
            var link = before is null ? null : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true);
            AtomicFile.Write(link?.FullName ?? path, after);
        }

        var codes = made.GroupBy(finding => finding.Descriptor.Code).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} ({group.Count()})");
        Log.LogMessage(MessageImportance.High, "{0}",
            $"{Definition.GetMetadata("Name")} -> {(changed.Count == 0 ? "nothing to fix" : $"fixed {string.Join(", ", codes)}")}");
    }
}
