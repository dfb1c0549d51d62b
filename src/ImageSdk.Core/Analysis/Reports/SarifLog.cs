using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageSdk.Locking;
using ImageSdk.Storage;

namespace ImageSdk.Analysis;

/// <summary>Findings in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), which code scanning reads.</summary>
public static class SarifLog
{
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes the findings of one project into a file, which may be shared: each project has its own run in it, and replaces it.
    /// </summary>
    /// <param name="path">The full path of the file; its folder is made.</param>
    /// <param name="run">The findings.</param>
    public static void Write(string path, SarifRun run)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var held = InterprocessLock.Acquire(path, TimeSpan.FromSeconds(30));
        var runs = OtherRuns(path, run.Project);
        runs.Add(run.ToJson());
        var log = new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray([.. runs.OrderBy(IdOf, StringComparer.Ordinal)]),
        };
        AtomicFile.Write(path, log.ToJsonString(Options) + "\n");
    }

    private static List<JsonNode> OtherRuns(string path, string project)
    {
        try
        {
            var runs = File.Exists(path) ? JsonNode.Parse(TextFile.Read(path))?["runs"]?.AsArray() : null;
            // Written once more here, where it may fail: the parser takes texts that no writer does.
            return [.. (runs ?? []).OfType<JsonNode>().Where(run => IdOf(run) is { Length: > 0 } id && id != project)
                .Select(run => JsonNode.Parse(run.ToJsonString(Options))!)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or UnusableFileException)
        {
            return [];
        }
    }

    private static string? IdOf(JsonNode run) => (string?)run["automationDetails"]?["id"];
}
