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

    /// <summary>Whether files are only checked: a solution checks those of all images before the first one is changed.</summary>
    public bool ChecksOnly { get; set; }

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var rules = ChosenRules();
        var inputs = ReadInputs();
        var held = new List<InterprocessLock>();
        try
        {
            // Several projects may share a Dockerfile, and several Dockerfiles an ignore file. Always in the same order, or two
            // would wait for each other.
            foreach (var path in inputs.SelectMany(input =>
                new[] { input.Dockerfile, Path.Combine(input.ContextDirectory, ".dockerignore") }).Distinct()
                    .Order(StringComparer.Ordinal))
                held.Add(InterprocessLock.Acquire(path, TimeSpan.FromMinutes(1), cancellationToken));
            var made = new List<Finding>();
            var changed = new SortedDictionary<string, (string? Before, string After)>(StringComparer.Ordinal);
            foreach (var input in inputs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var (path, text) in changed) input.Files.Assume(path, text.After);
                ReportErrors(Analyzer.Analyze(input, []));
                made.AddRange(FixApplier.Apply(input, rules));
                foreach (var (path, before, after) in input.Files.Changed)
                    changed[path] = (changed.TryGetValue(path, out var earlier) ? earlier.Before : before, after);
            }

            var files = changed.Select(file => (file.Key, file.Value.Before, file.Value.After)).ToList();
            // All files or none, also where one of them cannot be read.
            if (Log.HasLoggedErrors)
                Say($"{Definition.GetMetadata("Name")} -> no file was fixed, because of these errors. Correct them first.");
            else if (Is("FixDryRun") == true) Show(files, made, cancellationToken);
            else Write(files, made, cancellationToken);
        }
        finally
        {
            held.ForEach(one => one.Dispose());
        }
    }

    private List<Rule> ChosenRules()
    {
        var codes = ItemReader.Split(Rules.Replace(',', ';'));
        var unknown = codes.Where(code => !RuleCatalog.All.Any(rule => Is(rule, code))).ToList();
        return unknown.Count == 0
            ? [.. RuleCatalog.All.Where(rule => codes.Length == 0 || codes.Any(code => Is(rule, code)))]
            : throw new DiagnosticException(DiagnosticDescriptors.InvalidValue.At(new SourceLocation(ProjectFile),
                $"ImageFixRules names {string.Join(", ", unknown)}, which "
                + $"{(unknown.Count == 1 ? "is an unknown rule" : "are unknown rules")}. docs/analysis.md lists the rules, such "
                + $"as {RuleCatalog.All[0].Descriptor.Code}."));

        static bool Is(Rule rule, string code) => rule.Descriptor.Code.Equals(code, StringComparison.OrdinalIgnoreCase);
    }

    private void Show(List<(string Path, string? Before, string After)> changed, List<Finding> made,
        CancellationToken cancellationToken)
    {
        foreach (var (path, before, after) in changed) Say(UnifiedDiff.Of(Shown(path), before, after));
        Summarize(changed, made, "would fix");
        foreach (var refusal in Is("FixForce") == true ? [] : Refusals(changed, cancellationToken))
            Say($"{Shown(refusal.Location.File)}: ImageFix will refuse this file and fix nothing "
                + $"({refusal.Descriptor.Code}). {refusal.Message}");
    }

    /// <summary>All files or none: a fix may need several.</summary>
    private void Write(List<(string Path, string? Before, string After)> changed, List<Finding> made,
        CancellationToken cancellationToken)
    {
        if (Is("FixForce") != true && Refusals(changed, cancellationToken) is { Count: > 0 } refusals)
        {
            throw new DiagnosticException(
                [.. refusals.Select(refusal => refusal with { Message = $"{refusal.Message} No file was fixed." })]);
        }

        if (ChecksOnly) return;

        foreach (var (path, _, _) in changed) Shared<FixedFiles>().Add(path);
        try
        {
            FileReplacement.Write([.. changed.Select(file => (TargetOf(file.Path, file.Before), file.Before, file.After))]);
        }
        catch (FileReplacementException error)
        {
            var result = error.Changed.Count == 0 ? "No file was fixed."
                : $"These files were fixed and cannot be put back: {string.Join(", ", error.Changed.Select(Shown))}. Take them "
                + "back with git.";
            throw new DiagnosticException(DiagnosticDescriptors.FileUnavailable.At(new SourceLocation(error.Path),
                $"This file cannot be written: {error.Message} {result} Check permissions and free disk space, and that the "
                + "path is not a directory."));
        }

        Summarize(changed, made, "fixed");
    }

    /// <summary>
    /// A line for each file, and one for all. A fix that changes several files counts in each of them, and once for all.
    /// </summary>
    private void Summarize(List<(string Path, string? Before, string After)> changed, List<Finding> made, string verb)
    {
        foreach (var (path, before, _) in changed)
        {
            var own = made.Where(finding => finding.Fix!.Edits.Any(edit => edit.File == path)).ToList();
            Say($"{Shown(path)}: {(before is null ? "new file, " : "")}{Count(own.Count, "fix", "fixes")}: {Codes(own)}");
        }

        var files = Count(changed.Count, "file", "files");
        Say($"{Definition.GetMetadata("Name")} -> {(changed.Count == 0 ? "nothing to fix"
            : $"{verb} {Count(made.Count, "finding", "findings")} in {files}: {Codes(made)}")}");
    }

    private static string Codes(IEnumerable<Finding> findings) =>
        string.Join(", ", findings.GroupBy(finding => finding.Descriptor.Code)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} ({group.Count()})"));

    private static string Count(int count, string one, string several) => $"{count} {(count == 1 ? one : several)}";

    private string Shown(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private void Say(string message) => Log.LogMessage(MessageImportance.High, "{0}", message);

    /// <summary>Why files must not be changed: git could not take the change back.</summary>
    private List<Diagnostic> Refusals(List<(string Path, string? Before, string After)> changed,
        CancellationToken cancellationToken)
    {
        var fixedBefore = Shared<FixedFiles>();
        var isInRepository = GitRepository.Find(Path.GetDirectoryName(ProjectFile)!) is not null;
        var refused = new List<Diagnostic>();
        foreach (var (path, before, _) in changed.Where(file => !fixedBefore.Contains(file.Path)))
        {
            var target = TargetOf(path, before);
            var reason = Wait(GitRepository.FindInCommitAsync(target, before, Session.Environment, cancellationToken)) switch
            {
                CommitState.Changed =>

                    "The last commit does not have this file as it is now, so fixes would be mixed with your "
                    + "changes. Commit the file",
                CommitState.NoCommit => "The repository has no commit yet, so no fix could be taken back. Commit the files",
                CommitState.NoRepository when isInRepository =>

                    "This file is outside of the project's repository, so no fix could be taken back. Move the file "
                    + "into the repository",
                CommitState.Unknown =>
                    "git is not installed or does not read the repository of this file, so it is not certain that a fix "
                    + "could be taken back. Look at the output of git status",
                _ => null,
            };
            if (reason is not null)
                refused.Add(DiagnosticDescriptors.FixRefused.At(new SourceLocation(path),
                    $"{reason}, or set ImageFixForce to true."));
        }

        return refused;
    }

    /// <summary>The file that a path means: a link stays a link.</summary>
    private static string TargetOf(string path, string? before) =>
        (before is null ? null : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true))?.FullName ?? path;
}
