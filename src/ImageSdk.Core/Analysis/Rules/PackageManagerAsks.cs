using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1125: dnf or yum asks, and nobody is there to answer. IMG1102 is about apt.</summary>
internal sealed class PackageManagerAsks() : Rule(
    "IMG1125", DiagnosticSeverity.Warning, "dnf or yum asks a question in a build", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // The configuration may answer.
        if (image.Dockerfile.Instructions.Any(instruction =>
            instruction.Text.Contains("dnf.conf", StringComparison.Ordinal)
            || instruction.Text.Contains("yum.conf", StringComparison.Ordinal)))
            yield break;
        foreach (var run in image.Runs.Where(run => run.Stage.ParentProject is null))
        {
            foreach (var call in PackageManagerCall.In(run).Where(call => IsAgainst(call) && !IsAnswered(run, call)))
            {
                yield return image.Find(this, call.Verb.Span,
                    $"'{call}' asks whether to go on, nobody answers, and the build fails. Write -y.",
                    call.Verb.Fix(image, " -y"));
            }
        }
    }

    private static bool IsAgainst(PackageManagerCall call) =>
        call is { Downloads: true, Manager.AssumeYesOptions.Count: > 0, MayHaveMoreOptions: false }
        && !call.Has(call.Manager.AssumeYesOptions)
        && ((call.Installs && call.Packages.Count > 0) || call.Verb.Value is "update" or "upgrade" or "groupinstall")
        && !call.Options.Any(option => option.Value?.StartsWith("assumeyes", StringComparison.Ordinal) == true);

    private static bool IsAnswered(RunStep run, PackageManagerCall call) =>
        call.Line.Command.Redirections.Any(redirection => redirection.Operator[0] == '<')
        || run.Script.Commands.TakeWhile(command => command != call.Line.Command).LastOrDefault() is { After: Connector.Pipe };
}
