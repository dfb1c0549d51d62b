using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1409: installed Python packages that are compiled at each start of a container.</summary>
internal sealed class NotByteCompiled() : Rule(
    "IMG1409", DiagnosticSeverity.Info, "Python packages are not byte-compiled", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var stages = image.Stages.Where(stage => stage.IsInFinalImage || IsCopied(stage, image)).ToList();
        if (stages.SelectMany(stage => stage.Runs).SelectMany(run => run.Commands).Any(IsDecided))
            yield break;
        foreach (var line in stages.SelectMany(stage => stage.Runs).SelectMany(run => run.Commands)
            .Where(line => line.Program == "uv"))
        {
            if (Installs(line) is not { } subcommand || line.Environment.ContainsKey("UV_COMPILE_BYTECODE")
                || IsSet(line.Lookup("UV_COMPILE_BYTECODE"))
                || line.Arguments.Any(word =>
                    word.Value is "--compile-bytecode" or "--compile" or "--no-compile-bytecode" or "--no-compile" or "--dry-run"
                    || !word.IsLiteral && word.Raw.StartsWith('$')))
            {
                continue;
            }

            yield return image.Find(this, subcommand.Span,
                "Unlike pip, uv does not compile what it installs, so Python compiles each module that it imports at every "
                + "start of a container, which for large packages takes seconds. "
                + $"Write ENV UV_COMPILE_BYTECODE=1, or --compile-bytecode.",
                subcommand.Fix(image, " --compile-bytecode"));
        }
    }

    /// <summary>The last word of <c>uv sync</c>, <c>uv pip install</c> or <c>uv pip sync</c>; null for anything else.</summary>
    private static Shell.Word? Installs(CommandLine line) =>
        line.Arguments.Where(word => !word.Value.StartsWith('-')).Take(2).ToList() switch
    {
        [{ Value: "sync" } sync, ..] => sync,
        [{ Value: "pip" }, { Value: "install" or "sync" } install] => install,
        _ => null,
    };

    private static bool IsSet(string? value) => value is not (null or "" or "0" or "false");

    /// <summary>What compiles, or takes the compiled files away to make the image smaller.</summary>
    private static bool IsDecided(CommandLine line) =>
        line.Arguments.Any(word =>
            word.Value == "compileall" || word.Value.Contains("__pycache__", StringComparison.Ordinal)
            || word.Value.Contains("*.pyc", StringComparison.Ordinal));

    private static bool IsCopied(ImageStage stage, AnalyzedImage image) =>
        image.FinalStages.SelectMany(final => final.Steps).Select(step => step.Instruction).OfType<CopyInstruction>()
        .Any(copy => copy.From is { } from && stage.Stage.ToString().Equals(from.Value, StringComparison.OrdinalIgnoreCase));
}
