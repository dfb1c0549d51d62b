using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageSdk.Testing;

/// <summary>All that can go wrong with one value of a JSON text.</summary>
public static class JsonMutations
{
    private const string Place = "\"\\u0001HERE\"";

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e999", "-1e999", "9223372036854775807", "-9223372036854775808", "99999999999999999999999999", "\"\"", "\" \"", "\"\\u0000\"",
        "\"\\uD800\"", "\"a\\nb\"", "\"../../..\"", "\"\\u001B[31m\"", "[]", "{}", "[null]", "{\"a\":null}", "[[[]]]", "[{}]", "{\"a\":{\"b\":[1]}}", "[\"\"]", "[1]",
        "\"" + new string('x', 100_000) + "\"", string.Concat(Enumerable.Repeat("[", 2_000)) + string.Concat(Enumerable.Repeat("]", 2_000)),
    ];

    /// <summary>The text with each value in turn replaced, left out or written twice; and cut off.</summary>
    public static IEnumerable<string> Of(string json)
    {
        foreach (var length in (int[])[0, 1, json.Length / 2, json.Length - 2]) yield return json[..length];

        foreach (var value in Values) yield return value;

        foreach (var path in Paths(JsonNode.Parse(json)!, []))
        {
            var withPlace = With(json, path, JsonNode.Parse(Place));
            foreach (var value in Values) yield return withPlace.Replace(Place, value, StringComparison.Ordinal);

            if (path[^1] is not string name) continue;
            yield return Without(json, path);
            yield return withPlace.Replace(Place, $"0,{JsonSerializer.Serialize(name)}:0", StringComparison.Ordinal);
            var twice = With(json, path, JsonNode.Parse(Place)).Replace(Place, $"{At(json, path)?.ToJsonString() ?? "null"},{JsonSerializer.Serialize(name)}:{Place}", StringComparison.Ordinal);
            yield return twice.Replace(Place, At(json, path)?.ToJsonString() ?? "null", StringComparison.Ordinal);
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Below(member.Value, [.. path, member.Key])),
        JsonArray items => items.SelectMany((item, index) => Below(item, [.. path, index])),
        _ => [],
    };

    private static IEnumerable<object[]> Below(JsonNode? node, object[] path) => Paths(node, path).Prepend(path);

    private static JsonNode? At(string json, object[] path) => path.Aggregate(JsonNode.Parse(json), Step);

    private static JsonNode? Step(JsonNode? node, object step) => step is string name ? node![name] : node![(int)step];

    private static string With(string json, object[] path, JsonNode? value) => Change(json, path, parent =>
    {
        if (path[^1] is string name) parent[name] = value;
        else parent[(int)path[^1]] = value;
    });

    private static string Without(string json, object[] path) => Change(json, path, parent => parent.AsObject().Remove((string)path[^1]));

    private static string Change(string json, object[] path, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(json)!;
        change(path[..^1].Aggregate(root, (node, step) => Step(node, step)!));
        return root.ToJsonString();
    }
}
