using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>The RUNs in which a change of an earlier instruction takes effect.</summary>
internal static class LaterRuns
{
    /// <summary>
    /// The RUNs after an instruction, in its stage and in those based on it. Null if there may be more: a stage that the target
    /// does not need, or a trigger (<c>ONBUILD</c>).
    /// </summary>
    public static IReadOnlyList<RunStep>? Of(AnalyzedImage image, ImageStage stage, Instruction instruction)
    {
        var stages = image.Stages.Where(other => other.Chain.Contains(stage)).ToList();
        return HaveOthersOnThem(image, stages)
            || stages.Exists(other => other.Steps.Any(step => step.Instruction is OnbuildInstruction))
            ? null
            : [.. stages.SelectMany(other =>
                other == stage ? other.Steps.SkipWhile(step => step.Instruction != instruction).Skip(1) : other.Steps)
                    .OfType<RunStep>()];
    }

    /// <summary>Whether a stage that the target does not need may be based on one of some stages.</summary>
    public static bool HaveOthersOnThem(AnalyzedImage image, IReadOnlyCollection<ImageStage> stages)
    {
        var names = stages.Select(stage => stage.Stage.Name).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return image.Dockerfile.Stages.Where(stage => image.Stages.All(known => known.Stage != stage))
            .Any(stage => stage.From.Image is { } from && (names.Contains(from.Value) || from.Value.Contains('$')));
    }

    /// <summary>Whether somebody suppressed a finding in a RUN, so that no fix of another place should change it.</summary>
    public static bool HasSuppression(RunStep run) =>
        run.Run.LeadingComments.Concat(run.Run.InnerComments)
        .Any(comment => comment.Text.Contains("imagesdk", StringComparison.Ordinal));
}
