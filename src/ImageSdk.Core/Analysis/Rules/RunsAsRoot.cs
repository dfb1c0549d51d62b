using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1405: the program of the container runs as root.</summary>
internal sealed partial class RunsAsRoot() : Rule(
    "IMG1405", DiagnosticSeverity.Info, "The container runs as root", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var end = image.Target.End;
        // Who runs nothing is a base image, whose children say it. Who only says CMD may have an entrypoint that steps down.
        if (!end.IsRoot || ContainerProgram.Of(image) is not { } program
            || (end.User.Length == 0 && !KnownBases.RunsAsRoot(image.Target.OutsideBase))
            || program.Words.Any(word => StepsDown().IsMatch(word))
            || program.Words.Take(3).Any(word =>
                ContainerProgram.FindFile(image, word) is { } script && StepsDown().IsMatch(script)))
        {
            yield break;
        }

        var user = ContainerProgram.LastOf(image, InstructionKind.User);
        yield return image.Find(this, user is null ? program.Instruction.Keyword.Span : user.Arguments[0].Span,
            $"{(user is null ? "No USER is set" : "The last USER is root")}, so {program.Name} runs as root: what breaks into "
            + "it may change everything in the container, and files "
            + "that it makes on volumes belong to root. Write RUN useradd --uid 10001 app, and USER 10001 after all that needs "
            + "root.");
    }

    /// <summary>Programs that go on as another user, and those that have to be root and see to it themselves.</summary>
    [GeneratedRegex(
        @"\b(gosu|su-exec|setpriv|runuser|chroot|sshd|nginx|apache2|apache2-foreground|httpd|haproxy|php-fpm|crond?|supervisord"
        + @"|dockerd|systemd|postgres|mysqld|redis-server|su)\b")]
    private static partial Regex StepsDown();
}
