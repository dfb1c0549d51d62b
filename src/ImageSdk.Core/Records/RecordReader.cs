using System.Text.Json;

namespace ImageSdk.Records;

/// <summary>
/// Reads the record of a build as it is written (<see cref="RecordJson"/>). By hand, since every image of a build that changes
/// nothing has one read, and the serialiser spends more time on preparing to read than on reading.
/// </summary>
internal static class RecordReader
{
    /// <summary>
    /// Reads a record. What it has beside what we know is passed over, since a later version may have written it.
    /// </summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ImageRecord Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var record = document.RootElement;
        try
        {
            var read = new ImageRecord
            {
                Name = Text(record, "name"),
                Reference = Text(record, "reference"),
                Tags = Texts(record, "tags"),
                Digest = Text(record, "digest"),
                ConfigDigest = Text(record, "configDigest", ""),
                Platforms = Texts(record, "platforms"),
                Size = Member(record, "size")?.GetInt64() ?? 0,
                PreviousSize = Member(record, "previousSize")?.GetInt64() ?? 0,
                Layers = [.. Items(record, "layers")
                    .Select(layer =>
                        new ImageLayer(Text(layer, "diffId"), layer.GetProperty("size").GetInt64(), Text(layer, "createdBy")))],
                OnBuild = [.. Items(record, "onBuild").Select(Text)],
                Steps = [.. Items(record, "steps")
                    .Select(step =>
                        new BuildStep(Text(step, "name"), step.GetProperty("duration").GetDouble(),
                            step.GetProperty("cached").GetBoolean()))],
                Duration = Member(record, "duration")?.GetDouble() ?? 0,
                PlanHash = Text(record, "planHash"),
                Builder = Text(record, "builder"),
                Layout = Text(record, "layout", ""),
            };
            return read.IsValid ? read : throw new JsonException("no record");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException("no record", e);
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement text) => text.GetString() ?? throw new JsonException("null is no text");

    private static string Text(JsonElement element, string name, string? absent = null) =>
        absent is not null && Member(element, name) is null ? absent : Text(element.GetProperty(name));

    private static string[] Texts(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(Text)];

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { } items ? items.EnumerateArray() : [];
}
