using System.Globalization;
using ImageSdk.Analysis;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ImageSdk.Tasks;

/// <summary>The findings of images in numbers, as items: one for the image and one for each rule, named by the project.</summary>
internal static class LintItems
{
    /// <summary>The items of an image.</summary>
    public static ITaskItem[] Write(string project, LintedImage image) =>
    [
        new TaskItem(project, new Dictionary<string, string> { ["Name"] = image.Name,
            ["HasRegistryCache"] = $"{image.HasRegistryCache}" }),
        .. image.Rules.Select(rule => new TaskItem(project, new Dictionary<string, string>
        {
            ["Rule"] = rule.Code,
            ["Findings"] = Text(rule.Findings),
            ["Fixable"] = Text(rule.Fixable),
            ["AvoidableBytes"] = Text(rule.AvoidableBytes),
            ["Steps"] = string.Join('|', rule.Steps.Select(step => $"{step.Key}={Text(step.Value)}")),
        })),
    ];

    /// <summary>The images of items.</summary>
    public static IReadOnlyList<LintedImage> Read(IEnumerable<ITaskItem> items) =>
    [
        .. items.GroupBy(item => item.ItemSpec).Select(project => (
            Image: project.FirstOrDefault(item => item.GetMetadata("Name").Length > 0),
            Rules: project.Where(item => item.GetMetadata("Rule").Length > 0)))
            .Where(project => project.Image is not null)
            .Select(project => new LintedImage(
                project.Image!.GetMetadata("Name"),
                [.. project.Rules.DistinctBy(item => item.GetMetadata("Rule")).Select(ReadRule)],
                bool.TryParse(project.Image.GetMetadata("HasRegistryCache"), out var has) ? has : null)),
    ];

    private static LintedRule ReadRule(ITaskItem item) => new(
        item.GetMetadata("Rule"), (int)Number(item.GetMetadata("Findings")), (int)Number(item.GetMetadata("Fixable")),
        (long)Number(item.GetMetadata("AvoidableBytes")),
        item.GetMetadata("Steps").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(step => step.Split('='))
            .ToDictionary(step => step[0], step => Number(step[^1])));

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
