using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Locking;
using ImageSdk.Storage;

namespace ImageSdk.Analysis;

/// <summary>Findings in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), which code scanning reads.</summary>
public static class SarifLog
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes the findings of one project into a file, which may be shared: each project has its own run in it, and replaces it.
    /// </summary>
    /// <param name="path">The full path of the file; its folder is made.</param>
    /// <param name="root">The folder that paths are written relative to: that of the repository.</param>
    /// <param name="project">What tells the run apart from those of other projects.</param>
    /// <param name="version">The version of the SDK.</param>
    /// <param name="findings">The findings.</param>
    public static void Write(string path, string root, string project, string version, IReadOnlyList<Finding> findings)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var held = InterprocessLock.Acquire(path, TimeSpan.FromSeconds(30));
        var runs = OtherRuns(path, project);
        runs.Add(Run(root, project, version, findings));
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray([.. runs.OrderBy(IdOf, StringComparer.Ordinal)]),
        };
        AtomicFile.Write(path, log.ToJsonString(Options) + "\n");
    }

    private static List<JsonNode> OtherRuns(string path, string project)
    {
        try
        {
            var runs = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path, Encoding.UTF8))?["runs"]?.AsArray() : null;
            return [.. (runs ?? []).OfType<JsonNode>().Where(run => IdOf(run) is { Length: > 0 } id && id != project).Select(run => run.DeepClone())];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string? IdOf(JsonNode run) => (string?)run["automationDetails"]?["id"];

    private static JsonObject Run(string root, string project, string version, IReadOnlyList<Finding> findings)
    {
        var rules = findings.Select(finding => finding.Descriptor.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "ImageSdk",
                    ["semanticVersion"] = version,
                    ["rules"] = new JsonArray([.. rules.Select(code => RuleOf(code, findings))]),
                },
            },
            ["automationDetails"] = new JsonObject { ["id"] = project },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. findings.Select(finding => Result(finding, rules.IndexOf(finding.Descriptor.Code), root))]),
        };
    }

    private static JsonObject RuleOf(string code, IReadOnlyList<Finding> findings)
    {
        // The finding's own may have another severity, from a setting; rules of BuildKit are in no catalog.
        var first = findings.First(finding => finding.Descriptor.Code == code);
        var descriptor = RuleCatalog.All.FirstOrDefault(rule => rule.Descriptor.Code == code)?.Descriptor ?? first.Descriptor;
        var result = new JsonObject
        {
            ["id"] = code,
            ["shortDescription"] = new JsonObject { ["text"] = descriptor.Title + "." },
            ["fullDescription"] = new JsonObject { ["text"] = first.Message },
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(descriptor.Severity) },
        };
        if (descriptor.Url.Length > 0)
            result["helpUri"] = descriptor.Url;
        return result;
    }

    private static JsonObject Result(Finding finding, int ruleIndex, string root)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Descriptor.Code,
            ["ruleIndex"] = ruleIndex,
            ["level"] = Level(finding.Descriptor.Severity),
            ["message"] = new JsonObject { ["text"] = finding.Message },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = Artifact(finding.Source.Path, root),
                    ["region"] = Region(finding.Source, finding.Span),
                },
            }),
        };
        // A fix of another file has no positions here.
        if (finding.Fix is { } fix && fix.Edits.All(edit => edit.File == finding.Source.Path))
        {
            result["fixes"] = new JsonArray(new JsonObject
            {
                ["description"] = new JsonObject { ["text"] = "What -t:ImageFix does." },
                ["artifactChanges"] = new JsonArray(new JsonObject
                {
                    ["artifactLocation"] = Artifact(finding.Source.Path, root),
                    ["replacements"] = new JsonArray([.. fix.Edits.Select(edit => new JsonObject
                    {
                        ["deletedRegion"] = Region(finding.Source, edit.Span),
                        ["insertedContent"] = new JsonObject { ["text"] = edit.NewText },
                    })]),
                }),
            });
        }

        return result;
    }

    private static JsonObject Artifact(string path, string root) => new()
    {
        ["uri"] = string.Join('/', Path.GetRelativePath(root, path).Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)),
        ["uriBaseId"] = "%SRCROOT%",
    };

    private static JsonObject Region(SourceText source, TextSpan span)
    {
        var (start, end) = (source.LocationAt(span.Start), source.LocationAt(span.End));
        return new JsonObject
        {
            ["startLine"] = start.Line,
            ["startColumn"] = start.Column,
            ["endLine"] = end.Line,
            ["endColumn"] = end.Column,
        };
    }

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
