using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1303: a script comes over the network and runs, unseen.</summary>
internal sealed partial class RemoteScript() : Rule(
    "IMG1303", DiagnosticSeverity.Warning, "A script from the network runs unchecked", RolloutStep.Pinning)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            // What a shell is given as a text is read twice, by two shells.
            foreach (var span in run.Commands.SelectMany(Download.AllOf)
                .Where(download => !download.IsLocal && Runs(image, run, download)).Select(download => download.Url.Span)
                .Distinct())
            {
                yield return image.Find(this, span,
                    "Whatever that server sends on the day of the build runs here, as a rule as root, and the layer is kept for "
                    + "as long as the text stays the same: nobody knows what is in it. "
                    + "Download a version to a file and compare it with sha256sum -c before it runs, or ADD "
                    + "--checksum=sha256:…, or install a package instead.");
            }
        }
    }

    /// <summary>
    /// Whether a download runs: at the end of its pipe, as what a shell is given (<c>bash &lt;(curl …)</c>, <c>eval "$(curl
    /// …)"</c>), or as the file that it wrote and nobody checked.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="run">The RUN that downloads.</param>
    /// <param name="download">The download.</param>
    public static bool Runs(AnalyzedImage image, RunStep run, Download download)
    {
        var commands = run.Script.Commands.SkipWhile(command => command != download.Line.Command).ToList();
        for (var i = 0; i + 1 < commands.Count && commands[i].After == Connector.Pipe; i++)
        {
            if (run.Commands.FirstOrDefault(line => line.Command == commands[i + 1]) is { } next && Interpreter.RunsInput(next))
                return true;
        }

        return download.File.Length == 0
            ? run.Commands.Any(line =>
                Interpreter.ScriptOf(line) is { } script && Substitution().IsMatch(script.Raw)
                && script.Commands.Contains(download.Line.Command))
            : RunsFile(run, run.Script.Commands.SkipWhile(command => command != download.Line.Command).Skip(1), download,
                isSame: true) ?? RunsLater(image, run, download);
    }

    /// <summary>
    /// Whether a later RUN of the stage, or of one that starts from it, runs the file. A RUN that is not understood may check it.
    /// </summary>
    private static bool RunsLater(AnalyzedImage image, RunStep run, Download download)
    {
        if (!run.Script.IsComplete
            || image.Dockerfile.Instructions.OfType<CopyInstruction>()
            .Any(copy => copy.Text.Contains(download.File, StringComparison.Ordinal)))
            return false;
        foreach (var stage in image.Stages.Where(stage => stage.Chain.Contains(run.Stage)))
        {
            var later = stage.Chain.TakeWhile(one => one != run.Stage).Append(run.Stage).Reverse()
                .SelectMany(one => one == run.Stage ? one.Runs.SkipWhile(other => other != run).Skip(1) : one.Runs);
            foreach (var other in later)
            {
                if (RunsFile(other, other.Script.Commands, download, isSame: false) is { } runs)
                {
                    if (runs)
                        return true;
                    break;
                }

                if (!other.Script.IsComplete)
                    break;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether commands run the file; false where one of them checks something before, and null where none does either.
    /// </summary>
    private static bool? RunsFile(RunStep run, IEnumerable<ShellCommand> commands, Download download, bool isSame)
    {
        foreach (var command in commands)
        {
            var line = run.Commands.FirstOrDefault(candidate => candidate.Command == command);
            if (line is not null && Verification.Is(line))
                return false;
            if (Interpreter.FileOf(command, line) is { } file && IsSame(file, download, run, isSame))
                return true;
        }

        return null;
    }

    /// <summary>
    /// Whether two paths are one file. In another RUN, a name alone is not enough if both are absolute, or one is a program of
    /// the system.
    /// </summary>
    private static bool IsSame(string file, Download download, RunStep run, bool isSameRun)
    {
        var name = Plain(file[(file.LastIndexOf('/') + 1)..]);
        if (name != Plain(download.File))
            return false;
        if (isSameRun)
            return true;
        // A variable of a shell ends with its RUN.
        if (name.Contains('$') && run.State.Lookup(name.TrimStart('$')) is null)
            return false;
        return file.StartsWith('/') && download.Path.StartsWith('/')
            ? Plain(file) == Plain(download.Path)
            : file.Contains('/') || file.Contains('.');
    }

    private static string Plain(string name) => Braces().Replace(name, "$$$1");

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Braces();

    /// <summary>
    /// A word that is the output of commands, at least at its beginning: with anything before it, the output is an argument.
    /// </summary>
    [GeneratedRegex(@"^""?(\$\((?!\()|`|<\()")]
    private static partial Regex Substitution();
}
