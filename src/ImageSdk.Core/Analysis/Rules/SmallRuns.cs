using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1319: several RUNs, one after the other, that are one step.</summary>
internal sealed class SmallRuns() : Rule(
    "IMG1319", DiagnosticSeverity.Info, "RUNs that belong together", RolloutStep.Hygiene)
{
    /// <summary>Two or three lines that make folders are a matter of taste.</summary>
    private const int ManySmall = 3;

    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "mkdir", "chmod", "chown", "chgrp", "ln", "touch", "rm", "rmdir", "mv", "cp", "install", "useradd", "adduser", "usermod",
        "groupadd", "addgroup", "groupmod", "passwd", "echo", "printf", "sed", "ldconfig", "locale-gen", "update-ca-certificates",
        "update-alternatives", "ls", "true",
    };

    private static readonly HashSet<string> Apt = new(StringComparer.Ordinal) { "apt-get", "apt", "rm", "mkdir", "true" };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var group in image.Stages.SelectMany(stage => Groups(image, stage)))
        {
            yield return image.Find(this, group[0].Run.Keyword.Span,
                group[0].Apt.Count > 0
                    ? $"This and the next {Count(group)} install with apt one after the other: each starts apt again and is a "
                    + "layer of its own. Write one RUN."
                    : $"This and the next {Count(group)} are small and belong together: each starts a container and is a layer "
                    + "of its own, and what a later one changes is stored twice. Write one RUN.",
                FixOf(image, group));
        }
    }

    private static IEnumerable<List<RunStep>> Groups(AnalyzedImage image, ImageStage stage)
    {
        var group = new List<RunStep>();
        foreach (var step in stage.Steps.Append(null))
        {
            if (step is RunStep next && group.Count > 0 && Continues(image, group[^1], next))
            {
                group.Add(next);
                continue;
            }

            if (group.Count >= 2 && (group[0].Apt.Count > 0 || group.Count >= ManySmall))
                yield return group;
            group = step is RunStep first && (IsSmall(first) || InstallsByApt(first)) && IsWhole(image, first) ? [first] : [];
        }
    }

    private static bool Continues(AnalyzedImage image, RunStep run, RunStep next) =>
        IsWhole(image, next) && (IsSmall(run) ? IsSmall(next) : InstallsByApt(run) && InstallsByApt(next))
        && Flags(image, run) == Flags(image, next) && next.Run.LeadingComments.Count == 0;

    private static bool IsSmall(RunStep run) => run.Commands.All(line => Small.Contains(line.Program));

    private static bool InstallsByApt(RunStep run) =>
        run.Apt.Any(apt => apt.IsInstall) && run.Commands.All(line => Apt.Contains(line.Program));

    /// <summary>
    /// Whether it can be the beginning or the end of a longer RUN without a difference: nothing but commands that all have to
    /// succeed, of which none leaves anything to the shell, and no comment.
    /// </summary>
    private static bool IsWhole(AnalyzedImage image, RunStep run)
    {
        var commands = run.Script.Commands;
        return run.Script is { IsComplete: true, Form: ShellScriptForm.Line } && run.Run.Heredocs.Count == 0
            && run.Run.InnerComments.Count == 0
            && commands.Count > 0 && commands.Count == run.Commands.Count
            && run.CacheMounts.Count == run.Run.Mounts.Count
            && commands.All(command =>
                command.Scope.IsTop && command.Before is Connector.None or Connector.And && command.After is Connector.None
                or Connector.And
                && command.Words.Count > 0 && command.Redirections.All(redirection => redirection.Body is null))
            && commands[0].Span.Start == RunEdits.BodyStart(run) && commands[^1].Span.End == run.Run.Span.End
            // It may begin a comment of the shell, which would swallow what is put after it.
            && !image.Dockerfile.Source.Slice(run.Run.Span).Contains('#');
    }

    /// <summary>What stands between the keyword and the command, white space and continuations apart.</summary>
    private static string Flags(AnalyzedImage image, RunStep run) =>
        string.Join(' ', run.Run.Flags.Select(flag => image.Dockerfile.Source.Slice(flag.Span)).Order(StringComparer.Ordinal));

    private static string Count(List<RunStep> group) => group.Count == 2 ? "RUN" : $"{group.Count - 1} RUNs";

    private static Fix FixOf(AnalyzedImage image, List<RunStep> group) => new([.. group.Zip(group.Skip(1), (one, next) =>
        image.Edit(TextSpan.FromBounds(one.Run.Span.End, RunEdits.BodyStart(next)),
            $" {image.Dockerfile.Escape}{image.NewLine} && "))]);
}
