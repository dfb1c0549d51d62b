using ImageSdk.Dockerfiles;
using ImageSdk.Records;

namespace ImageSdk.Analysis;

/// <summary>What the analysis found in an image, in numbers.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Rules">The rules that found something.</param>
/// <param name="HasRegistryCache">Whether another machine can use the cache of its builds; null where no project says so.</param>
public sealed record LintedImage(string Name, IReadOnlyList<LintedRule> Rules, bool? HasRegistryCache)
{
    /// <summary>Counts findings, and looks up how long the steps that they are about took.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="hasRegistryCache">See <see cref="HasRegistryCache"/>.</param>
    /// <param name="lastBuild">The record of the last build; null when there is none.</param>
    public static LintedImage Of(string name, IReadOnlyList<Finding> findings, bool? hasRegistryCache, ImageRecord? lastBuild)
    {
        var times = new Dictionary<string, StepTimes>(StringComparer.Ordinal);
        return new LintedImage(name, [.. findings.GroupBy(finding => finding.Descriptor.Code).Select(group => new LintedRule(
            group.Key, group.Count(), group.Count(finding => finding.Fix is not null),
            group.Max(finding => finding.AvoidableBytes),
            group.Select(TimeOf).OfType<(string Step, double Seconds)>().DistinctBy(time => time.Step)
                .ToDictionary(time => time.Step, time => time.Seconds)))],
            hasRegistryCache);

        (string, double)? TimeOf(Finding finding)
        {
            if (lastBuild is null)
                return null;
            if (!times.TryGetValue(finding.Source.Path, out var known))
                times[finding.Source.Path] = known =
                    new StepTimes(Dockerfile.Parse(finding.Source.Text, finding.Source.Path), lastBuild.Steps);
            return known.Of(finding.Span);
        }
    }
}
