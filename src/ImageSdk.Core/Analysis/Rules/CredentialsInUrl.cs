using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1407: a password or token in an address.</summary>
internal sealed partial class CredentialsInUrl() : Rule(
    "IMG1407", DiagnosticSeverity.Warning, "A password in an address", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var step in image.Stages.OrderBy(stage => stage.Stage.Index).SelectMany(stage => stage.Steps))
        {
            var texts = step.Instruction switch
            {
                RunInstruction run =>
                    run.Arguments.Select(argument => (argument.Value, (Func<int, int, TextSpan>)argument.SpanOf))
                    .Concat(run.Heredocs.Select(document =>
                        (document.Content, (Func<int, int, TextSpan>)((start, length) =>
                            new TextSpan(document.ContentSpan.Start + start, length))))),
                CopyInstruction copy => copy.Sources.Select(source => (source.Value, (Func<int, int, TextSpan>)source.SpanOf)),
                AssignmentInstruction { Kind: InstructionKind.Env or InstructionKind.Arg } assignments =>
                    assignments.Assignments.Select(assignment => assignment.Value)
                    .OfType<Token>().Select(value => (value.Value, (Func<int, int, TextSpan>)value.SpanOf)),
                _ => [],
            };
            foreach (var (text, spanOf) in texts)
            {
                foreach (Match match in Address().Matches(text))
                {
                    if (!IsSecret(match.Groups["secret"].Value, match.Groups["user"].Value, match.Groups["host"].Value, step))
                        continue;
                    var secret = match.Groups["secret"];
                    yield return image.Find(this, spanOf(secret.Index, secret.Length),
                        $"The password or token for {match.Groups["host"].Value} stands in the history of the image, where "
                        + "everybody who can pull it reads it. Mount it, "
                        + "RUN --mount=type=secret,id=netrc,target=/root/.netrc or $(cat /run/secrets/…) in the address, with "
                        + "an ImageSecret in the project; then change it.");
                }
            }
        }
    }

    /// <summary>
    /// What a variable holds that only the RUN knows may come from a mounted secret; what ARG and ENV bring stays in the image.
    /// </summary>
    private static bool IsSecret(string secret, string user, string host, Step step)
    {
        if (secret.StartsWith('$'))
            return !(step is RunStep { Run.Mounts: var mounts } && mounts.Any(mount => mount.Type == "secret"))
                && IsDeclared(secret.Trim('$', '{', '}'), step);
        return !secret.Contains('$') && !secret.Contains('`') && Secrets.IsValue(secret) && secret != user
            && (host.Contains('.') || host.Contains('$')) && !host.StartsWith("127.", StringComparison.Ordinal)
            && !host.EndsWith("example.com", StringComparison.Ordinal) && (user.Length > 0 || TokenPrefix().IsMatch(secret));
    }

    private static bool IsDeclared(string name, Step step) => step.State.Variables.ContainsKey(name)
        || step.Stage.Chain.SelectMany(stage => stage.Steps).Select(other => other.Instruction).OfType<AssignmentInstruction>()
            .Any(arg => arg.Kind == InstructionKind.Arg && arg.Assignments.Any(assignment => assignment.Name.Value == name));

    /// <summary><c>scheme://user:secret@host</c>, and <c>scheme://secret@host</c>, as tokens are written, too.</summary>
    [GeneratedRegex(
        @"\b[a-z][a-z0-9+.-]*://((?<user>[^\s/:@""'<>]+):)?(?<secret>\$\{\w+\}|[^\s/:@""'<>(){}]+)@(?<host>[\w.${}-]+)")]
    private static partial Regex Address();

    [GeneratedRegex("^(ghp_|gho_|ghs_|github_pat_|glpat-|hf_|xox[bp]-|npm_|pypi-)")]
    private static partial Regex TokenPrefix();
}
