using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1213: packages that are compiled in the image itself, whose compiler stays in it.</summary>
internal sealed class CompiledInImage() : Rule(
    "IMG1213", DiagnosticSeverity.Warning, "Packages are compiled in the image that is shipped", RolloutStep.Wheels)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var install in image.PipInstalls.Where(install =>
            install.Installs && install.UsesIndex && install.Run.Stage.IsInFinalImage
            && !install.ValuesOf("find-links", "f").Any()))
        {
            var compiled = install.Requirements.Where(requirement =>
                requirement.IsFromIndex && KnownPackages.IsCompiled(requirement.Key)).DistinctBy(requirement => requirement.Key)
                    .ToList();
            if (compiled.Count == 0 || CompilersIn(install.Run) is not { Count: > 0 } compilers)
                continue;
            yield return AnalyzedImage.FindIn(this, compiled[0].Source, compiled[0].Span,
                $"{RequirementTexts.List([.. compiled.Select(requirement => requirement.Name)])} "
                + $"{(compiled.Count == 1 ? "is" : "are")} compiled here, so {RequirementTexts.List(compilers)} and what they "
                + "need "
                + "stay in the image, some hundred megabytes, and a change compiles everything again. Build wheels in a stage "
                + "of their own (FROM … AS wheels; RUN pip wheel --wheel-dir /wheels …), "
                + "and install them from there: RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels pip install "
                + "--no-index --find-links /wheels ….");
        }
    }

    /// <summary>The compilers that apt installs before or in a <c>RUN</c>, and that it does not remove again.</summary>
    private static List<string> CompilersIn(RunStep run)
    {
        var compilers = new List<string>();
        foreach (var step in run.Stage.Chain.Reverse().SelectMany(stage => stage.Runs).TakeWhile(step => step != run).Append(run))
        {
            compilers.AddRange(SystemPackages.KeptIn(step).Where(install => install.Line.Program is "apt-get" or "apt")
                .SelectMany(install => install.Names).Select(package => package.Value.Split('=')[0])
                .Where(KnownPackages.IsForCompiling));
        }

        return [.. compilers.Distinct()];
    }
}
