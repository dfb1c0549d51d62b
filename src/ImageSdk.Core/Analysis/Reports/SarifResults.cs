using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis;

/// <summary>The results of one run of a <see cref="SarifLog"/> (2.1.0, section 3.27).</summary>
/// <param name="root">The folder that paths are written relative to.</param>
/// <param name="rules">The codes of the rules in the order of the run.</param>
internal sealed class SarifResults(string root, List<string> rules)
{
    /// <summary>What paths start from; code scanning knows it by this name.</summary>
    public const string RootName = "%SRCROOT%";

    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    /// <summary>The next result.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="reason">Why a comment silences it; null when none does.</param>
    public JsonObject Next(Finding finding, string? reason)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Descriptor.Code,
            ["ruleIndex"] = rules.IndexOf(finding.Descriptor.Code),
            ["level"] = SarifRun.LevelOf(finding.Descriptor.Severity),
            ["message"] = new JsonObject { ["text"] = finding.Message },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = Artifact(finding.Source.Path),
                    ["region"] = Region(finding.Source, finding.Span),
                },
            }),
            ["partialFingerprints"] = new JsonObject { ["lineText/v1"] = Fingerprint(finding) },
            // All results of a run have the property, or none.
            ["suppressions"] = reason is null ? [] : new JsonArray(Suppression(reason)),
        };
        if (finding.Fix is { } fix)
        {
            result["fixes"] = new JsonArray(new JsonObject
            {
                ["description"] = new JsonObject { ["text"] = "What -t:ImageFix does." },
                ["artifactChanges"] = new JsonArray([.. fix.Edits.GroupBy(edit => edit.File).Select(file => new JsonObject
                {
                    ["artifactLocation"] = Artifact(file.Key),
                    ["replacements"] = new JsonArray([.. file.Select(edit => new JsonObject
                    {
                        ["deletedRegion"] = edit.File == finding.Source.Path
                            ? Region(finding.Source, edit.Span)
                            : Region(edit.Span),
                        ["insertedContent"] = new JsonObject { ["text"] = edit.NewText },
                    })]),
                })]),
            });
        }

        return result;
    }

    /// <summary>A notification (2.1.0, section 3.58): something that the run could not analyse.</summary>
    public JsonObject Notification(AnalysisProblem problem)
    {
        var notification = new JsonObject
        {
            ["level"] = SarifRun.LevelOf(problem.Severity),
            ["message"] = new JsonObject { ["text"] = ForeignText.Message(problem.Message) },
        };
        if (problem.Code.Length > 0)
            notification["descriptor"] = new JsonObject { ["id"] = problem.Code };
        if (problem.Location.File.Length == 0)
            return notification;

        var place = new JsonObject { ["artifactLocation"] = Artifact(problem.Location.File) };
        if (problem.Location.Line > 0)
            place["region"] = Region(problem.Location);
        notification["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = place });
        return notification;
    }

    private static JsonObject Suppression(string reason)
    {
        var suppression = new JsonObject { ["kind"] = "inSource" };
        if (reason.Length > 0)
            suppression["justification"] = reason;
        return suppression;
    }

    /// <summary>The same for as long as the line says the same, wherever in the file it is.</summary>
    private string Fingerprint(Finding finding)
    {
        var text = finding.Source.Text;
        var start = finding.Span.Start == 0 ? 0 : text.LastIndexOf('\n', finding.Span.Start - 1) + 1;
        var end = text.IndexOf('\n', finding.Span.Start) is var newline and >= 0 ? newline : text.Length;
        var key = $"{finding.Descriptor.Code}\n{UriOf(finding.Source.Path)}\n{text[start..end].Trim()}";
        var occurrence = _occurrences[key] = _occurrences.GetValueOrDefault(key) + 1;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
        return string.Create(CultureInfo.InvariantCulture, $"{hash}:{occurrence}");
    }

    private JsonObject Artifact(string path) => new() { ["uri"] = UriOf(path), ["uriBaseId"] = RootName };

    private string UriOf(string path) =>
        string.Join('/', Path.GetRelativePath(root, path).Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

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

    private static JsonObject Region(SourceLocation location)
    {
        var region = new JsonObject { ["startLine"] = location.Line };
        if (location.Column > 0)
            region["startColumn"] = location.Column;
        return region;
    }

    /// <summary>A place in a file of which only the text counts, and which may not be there yet.</summary>
    private static JsonObject Region(TextSpan span) => new() { ["charOffset"] = span.Start, ["charLength"] = span.Length };
}
