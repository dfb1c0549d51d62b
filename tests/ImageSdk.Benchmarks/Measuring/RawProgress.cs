using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageSdk.Benchmarks.Measuring;

/// <summary>Reads what <c>--progress=rawjson</c> of buildx writes: BuildKit's <c>client.SolveStatus</c>, an object a line.</summary>
internal static partial class RawProgress
{
    /// <summary>
    /// How many RUN steps were executed. A step that several images share is told for each of them, with one digest; it counts
    /// once, and counts when any of them made it instead of finding it in the cache.
    /// </summary>
    public static int CountRunSteps(IEnumerable<string> lines)
    {
        var executed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!line.StartsWith('{')) continue;

            using var document = JsonDocument.Parse(line);
            if (!document.RootElement.TryGetProperty("vertexes", out var vertices)) continue;

            executed.UnionWith(vertices.EnumerateArray().Where(IsExecutedRun).Select(v => v.GetProperty("digest").GetString()!));
        }

        return executed.Count;
    }

    /// <summary>Whether a step's name is that of a RUN: <c>[base 2/4] RUN make</c>.</summary>
    public static bool IsRunStep(string name) => RunName().IsMatch(name);

    private static bool IsExecutedRun(JsonElement vertex) =>
        vertex.TryGetProperty("name", out var name) && IsRunStep(name.GetString()!)
        && vertex.TryGetProperty("completed", out _)
        && !(vertex.TryGetProperty("cached", out var cached) && cached.GetBoolean())
        && !(vertex.TryGetProperty("error", out var error) && error.GetString() is { Length: > 0 });

    [GeneratedRegex(@"^\[[^\]]+\] RUN ")]
    private static partial Regex RunName();
}
