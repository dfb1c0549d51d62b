using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.Dockerfiles;
using ImageSdk.Records;

namespace ImageSdk.Analysis;

/// <summary>
/// How long the RUN instructions of a Dockerfile took in a build. BuildKit calls a step <c>[stage 3/5] RUN …</c>, with all
/// instructions counted that make a layer, those of triggers too; so the RUNs of a stage are taken in their order, and only where
/// there are as many.
/// </summary>
internal sealed partial class StepTimes
{
    private readonly Dictionary<Instruction, (string Step, double Seconds)> _times = [];

    public StepTimes(Dockerfile dockerfile, IReadOnlyList<BuildStep> steps)
    {
        var known = steps.Select(step => (Step: step, Match: Name().Match(step.Name)))
            .Where(item => item.Match.Success && item.Step.IsCommand)
            .ToLookup(item => item.Match.Groups["stage"].Value, StringComparer.OrdinalIgnoreCase);
        foreach (var stage in dockerfile.Stages)
        {
            var runs = stage.Instructions.OfType<RunInstruction>().ToList();
            var own = known[NameOf(stage, dockerfile)]
                .OrderBy(item => int.Parse(item.Match.Groups["number"].Value, CultureInfo.InvariantCulture)).ToList();
            if (own.Count != runs.Count)
                continue;
            foreach (var (run, (step, match)) in runs.Zip(own).Where(pair => !pair.Second.Step.Cached))
                _times[run] = ($"{stage} {match.Groups["number"].Value}", step.Duration);
        }
    }

    /// <summary>The step that has a place, and its seconds; null when it was cached, or is not known.</summary>
    public (string Step, double Seconds)? Of(TextSpan span) =>
        _times.Where(time => time.Key.FullSpan.Contains(span with { Length = 0 })).Select(time => ((string, double)?)time.Value)
        .FirstOrDefault();

    /// <summary>
    /// See <c>frontend/dockerfile/dockerfile2llb/convert.go</c> in BuildKit, prefixCommand: the only stage has no name.
    /// </summary>
    private static string NameOf(Stage stage, Dockerfile dockerfile) =>
        stage.Name ?? (dockerfile.Stages.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"stage-{stage.Index}"));

    [GeneratedRegex(@"^\[(?<stage>[^\s/\]]*?) ?(?<number>\d+)/\d+\] RUN ")]
    private static partial Regex Name();
}
