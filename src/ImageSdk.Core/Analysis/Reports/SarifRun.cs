using System.Text.Json.Nodes;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis;

/// <summary>What one project adds to a <see cref="SarifLog"/>: a run of the analysis.</summary>
public sealed record SarifRun
{
    /// <summary>The folder that paths are written relative to: that of the repository.</summary>
    public required string Root { get; init; }

    /// <summary>What tells the run apart from those of other projects.</summary>
    public required string Project { get; init; }

    /// <summary>The version of the SDK.</summary>
    public required string Version { get; init; }

    /// <summary>The findings.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The findings that comments silence: a reader of the log may want to see what is kept quiet, and why.</summary>
    public IReadOnlyList<IgnoredFinding> Ignored { get; init; } = [];

    /// <summary>Why findings are missing. Empty if every Dockerfile was analysed by every rule.</summary>
    public IReadOnlyList<AnalysisProblem> Problems { get; init; } = [];

    /// <summary>What rules say about themselves.</summary>
    public RuleHelp Help { get; init; } = RuleHelp.None;

    /// <summary>The run as SARIF has it (2.1.0, section 3.14).</summary>
    internal JsonObject ToJson()
    {
        var found = Findings.Select(finding => (Finding: finding, Reason: (string?)null))
            .Concat(Ignored.Select(item => (item.Finding, Reason: (string?)item.Reason))).ToList();
        // BuildKit's own are in no catalog.
        var rules = found.Select(item => item.Finding.Descriptor).DistinctBy(descriptor => descriptor.Code)
            .OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal)
            .Select(descriptor =>
                (Descriptor: descriptor, Rule: RuleCatalog.All.FirstOrDefault(rule => rule.Descriptor.Code == descriptor.Code)))
                    .ToList();
        var results = new SarifResults(Root, [.. rules.Select(rule => rule.Descriptor.Code)]);
        return new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "ImageSdk",
                    ["semanticVersion"] = Version,
                    ["rules"] = new JsonArray([.. rules.Select(item =>
                        Describe(item.Rule?.Descriptor ?? item.Descriptor, item.Rule))]),
                },
            },
            ["invocations"] = new JsonArray(Invocation(results)),
            ["automationDetails"] = new JsonObject { ["id"] = Project },
            ["originalUriBaseIds"] = new JsonObject
            {
                [SarifResults.RootName] =
                    new JsonObject { ["description"] = new JsonObject { ["text"] = "The root of the repository." } },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. found.Select(item => results.Next(item.Finding, item.Reason))]),
        };
    }

    /// <summary>
    /// Whether the run is complete (2.1.0, section 3.20). Without it, a reader takes the results of a file that was not analysed
    /// for fixed.
    /// </summary>
    private JsonObject Invocation(SarifResults results) => new()
    {
        ["executionSuccessful"] = Problems.All(problem => problem.Severity != DiagnosticSeverity.Error),
        ["toolExecutionNotifications"] = new JsonArray([.. Problems.Distinct().Select(results.Notification)]),
    };

    private JsonObject Describe(DiagnosticDescriptor descriptor, Rule? rule)
    {
        var (summary, markdown) = Help.Find(descriptor.Code) ?? (descriptor.Title + ".", descriptor.Title + ".");
        var description = new JsonObject
        {
            ["id"] = descriptor.Code,
            ["name"] = rule?.GetType().Name ?? descriptor.Code,
            ["shortDescription"] = new JsonObject { ["text"] = descriptor.Title + "." },
            ["fullDescription"] = new JsonObject { ["text"] = summary },
            ["help"] = new JsonObject { ["text"] = summary, ["markdown"] = markdown },
            ["defaultConfiguration"] = new JsonObject { ["level"] = LevelOf(descriptor.Severity) },
            ["properties"] = new JsonObject { ["tags"] = new JsonArray("container-image", rule?.Step.ToString() ?? "BuildKit") },
        };
        if (Help.LinkTo(descriptor) is { } link)
            description["helpUri"] = link;
        return description;
    }

    internal static string LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
