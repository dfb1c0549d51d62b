using System.Globalization;
using System.Text;
using ImageSdk.Records;

namespace ImageSdk.Analysis;

/// <summary>What to take up first: the findings of some images in the order in which changes are safe to roll out.</summary>
/// <param name="images">The images.</param>
public sealed class RolloutPlan(IReadOnlyCollection<LintedImage> images)
{
    /// <summary>The number of findings.</summary>
    public int Findings => images.Sum(image => image.Rules.Sum(rule => rule.Findings));

    /// <summary>The plan: a line for all, and one a step with its rules below it.</summary>
    /// <param name="name">What was looked at.</param>
    public string Describe(string name)
    {
        var text = new StringBuilder($"{name} -> {Count(Findings, "finding")}");
        if (images.Count > 1)
            text.Append(CultureInfo.InvariantCulture,
                $" in {images.Count(image => image.Rules.Count > 0)} of {Count(images.Count, "image")}");
        var number = 0;
        foreach (var step in Enum.GetValues<RolloutStep>())
        {
            var lines = step == RolloutStep.RegistryCache ? DescribeCache() : Describe(step);
            Append(lines);
        }

        Append(DescribeBuildKit());
        return text.ToString();

        void Append(List<string> lines)
        {
            if (lines.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $"\n  {++number}. {string.Join("\n     ", lines)}");
        }
    }

    private List<string> Describe(RolloutStep step)
    {
        var rules = RuleCatalog.All.Where(rule => rule.Step == step).Select(rule => (Rule: rule, Found: OfRule(rule)))
            .Where(item => item.Found.Count > 0).ToList();
        if (rules.Count == 0)
            return [];
        var found = rules.SelectMany(item => item.Found).ToList();
        var line = $"{Title(step)}: {Count(found.Sum(item => item.Rule.Findings), "finding")}"
            + $"{Fixable(found.Sum(item => item.Rule.Fixable))}";
        // Two rules may be about one step, and about the same files.
        var seconds = step is RolloutStep.Caches or RolloutStep.Requirements or RolloutStep.Wheels
            ? found.SelectMany(item => item.Rule.Steps.Select(time => (item.Image, Step: time.Key, Seconds: time.Value)))
            .DistinctBy(time => (time.Image, time.Step)).Sum(time => time.Seconds)
            : 0;
        if (seconds >= 0.05)
            line += string.Create(CultureInfo.InvariantCulture, $"; their steps took {seconds:0.0} s in the last builds");
        var bytes = found.GroupBy(item => item.Image).Sum(image => image.Max(item => item.Rule.AvoidableBytes));
        if (bytes > 0)
            line += $"; {ByteSize.Format(bytes)} of files that could be left out";
        return [line, .. rules.Select(item =>
            $"{item.Rule.Descriptor.Code} {item.Rule.Descriptor.Title}: "
            + $"{Number(item.Found.Sum(rule => rule.Rule.Findings))}{Fixable(item.Found.Sum(rule => rule.Rule.Fixable))}")];
    }

    private List<string> DescribeCache()
    {
        var without = images.Count(image => image.HasRegistryCache == false);
        return without == 0
            ? []
            : [$"{Title(RolloutStep.RegistryCache)}: "
            + $"{(without == images.Count ? "no image has one" : $"{Count(without, "image")} without one")}; set "
            + "ContainerRegistry, and ImageCache to registry"];
    }

    private List<string> DescribeBuildKit()
    {
        var rules = images.SelectMany(image => image.Rules)
            .Where(found => RuleCatalog.All.All(rule => rule.Descriptor.Code != found.Code))
            .GroupBy(found => found.Code).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Code: group.Key, Findings: group.Sum(found => found.Findings))).ToList();
        return rules.Count == 0 ? []
            : [$"BuildKit's own rules: {Count(rules.Sum(rule => rule.Findings), "finding")}",
                .. rules.Select(rule => $"{rule.Code}: {Number(rule.Findings)}")];
    }

    private List<(LintedImage Image, LintedRule Rule)> OfRule(Rule rule) =>
        [.. images.SelectMany(image =>
            image.Rules.Where(found => found.Code == rule.Descriptor.Code).Select(found => (image, found)))];

    private static string Title(RolloutStep step) => step switch
    {
        RolloutStep.Caches => "Caches of package managers",
        RolloutStep.Requirements => "Requirements in tiers",
        RolloutStep.Wheels => "Wheels and build tools in a stage of their own",
        RolloutStep.Context => "Build context",
        RolloutStep.Pinning => "Pinning",
        RolloutStep.RegistryCache => "Cache in a registry",
        RolloutStep.Models => "Models on a volume",
        _ => "Content of layers, and how images run",
    };

    private static string Fixable(int count) => count == 0 ? "" : $", {Number(count)} fixed by -t:ImageFix";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
