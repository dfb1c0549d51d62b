using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1403: a program that starts others is PID 1, without an init before it.</summary>
internal sealed partial class NoInit() : Rule(
    "IMG1403", DiagnosticSeverity.Info, "No init before a program that starts others", RolloutStep.Hygiene)
{
    private static readonly HashSet<string> Starters = new(StringComparer.Ordinal)
    {
        "gunicorn", "celery", "torchrun", "accelerate", "deepspeed", "ray", "honcho", "foreman", "circusd", "jupyter",
        "jupyter-lab", "jupyter-notebook", "vllm", "torch.distributed.run", "torch.distributed.launch",
        "vllm.entrypoints.openai.api_server", "multiprocessing",
    };

    private static readonly HashSet<string> WithWorkers = new(StringComparer.Ordinal)
    {
        "uvicorn", "hypercorn", "granian", "fastapi",
    };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        // A base image may bring an entrypoint, which then runs what CMD says.
        if (ContainerProgram.Of(image) is not { IsInit: false, Instruction.IsExecForm: true } program
            || (program.Instruction.Kind == InstructionKind.Cmd && !KnownBases.RunsAsRoot(image.Target.OutsideBase)))
        {
            yield break;
        }

        var place = program.Instruction.Arguments.Count > 0
            ? program.Instruction.Arguments[0].Span
            : program.Instruction.Keyword.Span;
        if (StarterOf(program.Words) is { } starter)
        {
            yield return image.Find(this, place,
                $"{starter} starts processes and is PID 1 here, to which the kernel gives no default for signals and all "
                + "orphans: docker stop may wait its 10 s, and ended "
                + "processes stay as zombies. Put an init before it, ENTRYPOINT [\"tini\", \"--\", …], or suppress this warning "
                + "where docker run --init or init: true is used.",
                FixOf(image, program.Instruction));
        }
        else if (ContainerProgram.FindFile(image, program.Words[0]) is { } script && IsShell(script) && !Execs().IsMatch(script))
        {
            yield return image.Find(this, place,
                $"{program.Name} starts the program as its child, so the shell is PID 1 and passes no signal on: docker stop "
                + "waits its 10 s and kills. "
                + "End the script with exec \"$@\", or put an init before it.");
        }
    }

    /// <summary>The program of a command line that starts processes of its own; null for none.</summary>
    internal static string? StarterOf(IReadOnlyList<string> words)
    {
        var names = words.Select(word => word[(word.LastIndexOf('/') + 1)..]).ToList();
        // python -m NAME, or a script of that name which python runs; uv run NAME, poetry run NAME.
        var first = names[0].StartsWith("python", StringComparison.Ordinal)
            ? names.FindIndex(1, name => name is not ("-m" or "-u" or "-O"))
            : names is ["uv" or "poetry" or "pipenv", "run", _, ..] ? 2
            : 0;
        if (first < 0 || first >= names.Count)
            return null;
        var name = names[first];
        return Starters.Contains(name) || (WithWorkers.Contains(name) && HasWorkers(words)) ? name : null;
    }

    private static bool HasWorkers(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var value = words[i] is "--workers" or "-w" && i + 1 < words.Count ? words[i + 1]
                : words[i].StartsWith("--workers=", StringComparison.Ordinal) ? words[i]["--workers=".Length..]
                : null;
            if (value is not null)
                return int.TryParse(value, out var count) && count > 1;
        }

        return false;
    }

    private static bool IsShell(string script) =>
        script.StartsWith("#!", StringComparison.Ordinal) && Shebang().IsMatch(script.Split('\n')[0]);

    /// <summary>Where apt installs something for the image, it can bring tini, too.</summary>
    private static Fix? FixOf(AnalyzedImage image, Instruction entrypoint)
    {
        if (entrypoint.Kind != InstructionKind.Entrypoint)
            return null;
        var before = image.Insert(entrypoint.Arguments[0].Span.Start, "\"tini\", \"--\", ");
        if (image.Facts.AptPackages.ContainsKey("tini"))
            return Fix.Of(before);
        var package = image.Target.Chain.SelectMany(stage => stage.Runs).SelectMany(run => run.Apt)
            .Where(apt =>
                apt is { IsInstall: true, MayHaveMoreOptions: false } && apt.Line.Command.IsUnconditional
                && apt.Packages.All(word => word.IsPlain))
            .Select(apt => apt.Packages[^1]).FirstOrDefault();
        return package is null ? null : new Fix([before, .. package.Fix(image, " tini").Edits]);
    }

    [GeneratedRegex(@"\b(ba|da|a|k|z)?sh\b")]
    private static partial Regex Shebang();

    [GeneratedRegex(@"^[^#\n]*\b(exec|trap|tini|dumb-init|gosu|su-exec)\b", RegexOptions.Multiline)]
    private static partial Regex Execs();
}
