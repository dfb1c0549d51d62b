using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1315: what is copied into a layer is removed in a later one, where it does not shrink the image.</summary>
internal sealed class CopiedAndRemoved() : Rule(
    "IMG1315", DiagnosticSeverity.Info, "What is copied is removed again", RolloutStep.Context)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var stage in image.Stages.Where(stage => stage.IsInFinalImage))
        {
            for (var i = 0; i < stage.Steps.Count; i++)
            {
                if (stage.Steps[i].Instruction is not CopyInstruction { Destination: not null } copy)
                    continue;
                foreach (var source in copy.Sources.Where(source => !RemoteSource.IsRemote(source.Value)))
                {
                    if (TargetOf(copy, source.Value, stage.Steps[i].State) is not { Length: > 1 } target
                        || FindRemoval(stage.Steps.Skip(i + 1), target) is not { } run)
                        continue;
                    yield return image.Find(this, source.Span,
                        $"Line {run.Instruction.Location.Line} removes it, but this layer keeps it: everybody pulls it, and can "
                        + "read it. Mount it for the RUN that needs it: RUN --mount=type=bind,"
                        + $"{(copy.From is null ? "" : $"from={copy.From.Value},")}source={source.Value},target={target}.");
                }
            }
        }
    }

    private static string? TargetOf(CopyInstruction copy, string source, StageState state)
    {
        if (copy.KeepsParents || source.AsSpan().IndexOfAny("*?[$") >= 0
            || VariableExpansion.Of(copy.Destination!.Value, '\\', state.Lookup) is not { Unset.Count: 0,
                Value: { } destination })
            return null;
        var target = Absolute(destination, state);
        var isInto = destination is "." || destination.EndsWith('/') || copy.Sources.Count > 1;
        return target is null ? null : isInto ? $"{target.TrimEnd('/')}/{source.TrimEnd('/').Split('/')[^1]}" : target;
    }

    private static RunStep? FindRemoval(IEnumerable<Step> steps, string target) => steps.OfType<RunStep>().FirstOrDefault(run =>
        run.Commands.Any(line =>
            line.Program == "rm" && line.Command is { IsUnconditional: true, Scope.IsTop: true }
            && line.Arguments.Any(word => IsTarget(run, line, word.Resolve(line.Lookup), target))));

    private static bool IsTarget(RunStep run, CommandLine line, string? path, string target) => path is { Length: > 0 }
        && (path[0] == '/' || !run.Commands.TakeWhile(other => other != line).Any(other => other.Program is "cd" or "pushd"))
        && Absolute(path, run.State) == target;

    private static string? Absolute(string path, StageState state)
    {
        if (!path.StartsWith('/') && state.WorkingDirectory.Length == 0)
            return null;
        var full = path.StartsWith('/') ? path : $"{state.WorkingDirectory.TrimEnd('/')}/{path}";
        return "/" + ImageSdk.Contexts.GoPath.Rooted(full);
    }
}
