using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis;

/// <summary>Edits of a <c>RUN</c> that several rules make.</summary>
internal static class RunEdits
{
    /// <summary>Where what runs begins: after the keyword and the flags.</summary>
    public static int BodyStart(RunStep run) => run.Run.Arguments.Count > 0 ? run.Run.Arguments[0].Span.Start : run.Run.Span.End;

    /// <summary>Adds mounts before what runs, each on a line of its own.</summary>
    /// <param name="image">The image.</param>
    /// <param name="run">The instruction.</param>
    /// <param name="mounts">The values of <c>--mount</c>.</param>
    /// <param name="command">A command to run first, or empty; see <see cref="CanPrepend"/>.</param>
    public static TextEdit AddMounts(AnalyzedImage image, RunStep run, IReadOnlyList<string> mounts, string command = "")
    {
        var separator = $" {image.Dockerfile.Escape}{image.NewLine}    ";
        var text = string.Concat(mounts.Select(mount =>
            $"--mount={mount}{(run.Run.Heredocs.Count > 0 && mount == mounts[^1] ? " " : separator)}"));
        return image.Insert(BodyStart(run),
            text + (command.Length == 0 ? "" : $"{command} && {image.Dockerfile.Escape}{image.NewLine}    "));
    }

    /// <summary>Whether a command can be put before all others, as a part of the script.</summary>
    public static bool CanPrepend(RunStep run) =>
        run.Script is { Form: ShellScriptForm.Line, Commands: [{ Scope.IsTop: true }, ..] }
        || (run.Script.Form == ShellScriptForm.Document && run.Run.Heredocs is [_]);

    /// <summary>Puts a command before all others.</summary>
    public static TextEdit Prepend(AnalyzedImage image, RunStep run, string command)
    {
        if (run.Script.Form != ShellScriptForm.Document)
            return image.Insert(BodyStart(run), $"{command} && {image.Dockerfile.Escape}{image.NewLine}    ");
        // After options of the shell, or at the beginning, but after a line that begins with #!.
        var options = run.Script.Commands.TakeWhile(candidate =>
            candidate is { Scope.IsTop: true, Name: "set", After: Connector.Sequence }).LastOrDefault();
        var document = run.Run.Heredocs[0];
        var start = document.ContentSpan.Start
            + (document.Content.StartsWith("#!", StringComparison.Ordinal) ? document.Content.IndexOf('\n') + 1 : 0);
        return image.Insert(options?.NextStart ?? start, command + image.NewLine);
    }

    /// <summary>
    /// Puts a command after all others; null where it might not run, because the last command is not the last thing that runs in
    /// any case.
    /// </summary>
    public static TextEdit? Append(AnalyzedImage image, RunStep run, string command)
    {
        if (run.Script is not { IsComplete: true, Form: ShellScriptForm.Line or ShellScriptForm.Document }
            || run.Script.Commands.LastOrDefault(candidate => candidate.Scope.IsTop) is not
                { Before: Connector.None or Connector.And or Connector.Sequence, After: Connector.None, NextStart: null,
                    Name: not ("exit" or "exec") } last
            || run.Script.Commands.SkipWhile(candidate => candidate != last).Skip(1)
            .Any(candidate => candidate.Span.Start > last.Span.End)
            || last.Redirections.Any(redirection => redirection.Body is not null))
        {
            return null;
        }

        return image.Insert(last.Span.End, run.Script.Form == ShellScriptForm.Document
            ? image.NewLine + command
            : $" {image.Dockerfile.Escape}{image.NewLine} && {command}");
    }

    /// <summary>Removes commands that are no longer needed; null where one of them cannot be removed.</summary>
    public static IReadOnlyList<TextEdit>? Remove(AnalyzedImage image, IReadOnlyList<ShellCommand> commands)
    {
        var edits = new List<TextEdit>();
        int? removedFromStart = null;
        foreach (var command in commands)
        {
            // What follows a first command that is removed is the first one then.
            var isFirst = command.PreviousEnd is null || command.PreviousEnd == removedFromStart;
            if (command.Removal is null || (isFirst && command.NextStart is null))
                return null;
            edits.Add(image.Edit(isFirst
                ? TextSpan.FromBounds(command.Span.Start, command.NextStart!.Value)
                : command.Removal.Value, ""));
            if (isFirst)
                removedFromStart = command.Span.End;
        }

        return edits;
    }
}
