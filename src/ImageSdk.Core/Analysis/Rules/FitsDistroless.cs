using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1410: a compiled program alone in an image with a whole distribution.</summary>
internal sealed class FitsDistroless() : Rule(
    "IMG1410", DiagnosticSeverity.Info, "The program fits an image without a distribution", RolloutStep.Hygiene)
{
    private static readonly HashSet<string> InDistroless = new(StringComparer.Ordinal)
    {
        "ca-certificates", "tzdata", "netbase", "libc6", "libssl3", "libgcc-s1",
    };

    private static readonly HashSet<string> Preparation = new(StringComparer.Ordinal)
    {
        "apt-get", "apt", "rm", "useradd", "adduser", "groupadd", "addgroup", "mkdir", "chown", "chmod", "set", "true",
        "update-ca-certificates", "install",
    };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var target = image.Target;
        // Only where everything that the image gets is known: one program of a compiler's stage, and what distroless has, too.
        if (target.Parent is not null || target.ParentProject is not null || !KnownBases.IsDistribution(target.BaseImage)
            || ContainerProgram.Of(image) is not { Instruction.IsExecForm: true } program || !program.Words[0].StartsWith('/')
            || !target.Runs.All(IsPreparation)
            || target.Steps.Any(step =>
                step.Instruction.Kind is InstructionKind.Healthcheck or InstructionKind.Shell or InstructionKind.Onbuild))
        {
            yield break;
        }

        var copies = target.Steps.Select(step => step.Instruction).OfType<CopyInstruction>().ToList();
        var from = copies.Where(copy => copy.From is not null)
            .Select(copy =>
                image.Stages.FirstOrDefault(stage =>
                    stage.Stage.ToString().Equals(copy.From!.Value, StringComparison.OrdinalIgnoreCase))).ToList();
        if (from.Count == 0 || !from.All(stage => stage is not null && KnownBases.IsCompiler(stage.OutsideBase))
            || ContainerProgram.FindFile(image, program.Words[0]) is not null
            || !copies.Exists(copy => copy.From is not null && Brings(copy, program)))
        {
            yield break;
        }

        yield return image.Find(this, target.Stage.From.Image!.Span,
            $"{program.Name} is compiled, and the image has a distribution besides it that it does not use: 75 MB and more to "
            + "pull, and packages in which holes are found. "
            + "Start from gcr.io/distroless/static-debian12:nonroot (about 2 MB), or base-debian12 or cc-debian12 where it "
            + "needs the C library.");
    }

    private static bool IsPreparation(RunStep run) =>
        run.Script.IsComplete && run.Commands.All(line => Preparation.Contains(line.Program))
        && run.Apt.Where(apt => apt.IsInstall).All(apt => apt.Packages.All(package => InDistroless.Contains(package.Value)));

    /// <summary>Whether it copies the program, by its name, or to a folder.</summary>
    private static bool Brings(CopyInstruction copy, ContainerProgram program) => copy.Destination is { } destination
        && (destination.Value == program.Words[0] || copy.Sources.Any(source => Path.GetFileName(source.Value) == program.Name));
}
