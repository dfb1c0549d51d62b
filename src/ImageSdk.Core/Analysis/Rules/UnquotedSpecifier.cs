using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1201: a version specifier that the shell takes for a redirection.</summary>
internal sealed class UnquotedSpecifier() : Rule(
    "IMG1201", DiagnosticSeverity.Warning, "The shell takes a version limit for a redirection", RolloutStep.Requirements)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs)
        {
            foreach (var line in run.Commands.Where(line => Installs(line.Program, line.Arguments)))
            {
                foreach (var word in line.Arguments)
                {
                    var redirections = Following(line.Command, word);
                    if (redirections.Count == 0)
                        continue;
                    var span = TextSpan.FromBounds(word.Span.Start, redirections[^1].Span.End);
                    var text = image.Dockerfile.Source.Slice(span);
                    yield return image.Find(this, span,
                        $"To the shell, {text} is {word.Raw} with a redirection to or from a file '{redirections[0].Target}'. "
                        + $"So the version has no limit, and the output of the command is lost. Write \"{text}\".",
                        CanQuote(run, line.Command, text)
                            ? Fix.Of(image.Edit(span, $"\"{text.Replace("\"", "", StringComparison.Ordinal)}\""))
                            : null);
                }
            }
        }
    }

    private static bool Installs(string program, IReadOnlyList<Word> arguments) =>
        (program.StartsWith("pip", StringComparison.Ordinal) || program.StartsWith("python", StringComparison.Ordinal)
            || program is "uv" or "conda" or "mamba" or "micromamba" or "poetry")
        && arguments.Any(word => word.Value is "install" or "add" or "download" or "wheel");

    /// <summary>The redirections that are written right behind a word and each other, without white space.</summary>
    private static List<Redirection> Following(ShellCommand command, Word word)
    {
        var found = new List<Redirection>();
        var end = word.Span.End;
        foreach (var redirection in command.Redirections.OrderBy(candidate => candidate.Span.Start))
        {
            if (redirection.Span.Start != end || redirection.Operator is not (">" or "<") || !redirection.FollowsWord
                || !redirection.TargetFollows
                || !LooksLikeVersion(redirection.Target.Value))
            {
                continue;
            }

            found.Add(redirection);
            end = redirection.Span.End;
        }

        return found;
    }

    private static bool LooksLikeVersion(string target) =>
        target.Length > 0 && (target[0] == '=' || char.IsAsciiDigit(target[0]) || target[0] == '$');

    /// <summary>Not inside quotes of another shell, where a quote would end them.</summary>
    private static bool CanQuote(RunStep run, ShellCommand command, string text) =>
        run.Script.Form is ShellScriptForm.Line or ShellScriptForm.Document
        && !IsNested(command.Scope) && !text.Contains('\'') && !text.Contains('\\') && !text.Contains('`')
        && !text.Contains("$(", StringComparison.Ordinal);

    private static bool IsNested(ShellScope? scope) =>
        scope is not null && (scope.Kind is ShellScopeKind.Nested or ShellScopeKind.Substitution || IsNested(scope.Parent));
}
