using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

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
            foreach (var span in run.Commands.Select(Download.Of).OfType<Download>().Where(download => !download.IsLocal && Runs(run, download)).Select(download => download.Url.Span).Distinct())
            {
                yield return image.Find(this, span,
                    "Whatever that server sends on the day of the build runs here, as a rule as root, and the layer is kept for as long as the text stays the same: nobody knows what is in it. "
                    + "Download a version to a file and compare it with sha256sum -c before it runs, or ADD --checksum=sha256:…, or install a package instead.");
            }
        }
    }

    /// <summary>Whether a download runs: at the end of its pipe, as what a shell is given (<c>bash &lt;(curl …)</c>, <c>eval "$(curl …)"</c>), or as the file that it wrote and nobody checked.</summary>
    public static bool Runs(RunStep run, Download download)
    {
        var commands = run.Script.Commands.SkipWhile(command => command != download.Line.Command).ToList();
        for (var i = 0; i + 1 < commands.Count && commands[i].After == Connector.Pipe; i++)
        {
            if (run.Commands.FirstOrDefault(line => line.Command == commands[i + 1]) is { } next && Interpreter.RunsInput(next))
                return true;
        }

        return download.File.Length == 0
            ? run.Commands.Any(line => Interpreter.ScriptOf(line) is { } script && Substitution().IsMatch(script.Raw) && script.Commands.Contains(download.Line.Command))
            : run.Commands.SkipWhile(line => line != download.Line).Skip(1).TakeWhile(line => !Verification.Is(line)).Any(line => Interpreter.RunsFile(line, download.File));
    }

    /// <summary>A word that is the output of commands, at least at its beginning: with anything before it, the output is an argument.</summary>
    [GeneratedRegex(@"^""?(\$\((?!\()|`|<\()")]
    private static partial Regex Substitution();
}
