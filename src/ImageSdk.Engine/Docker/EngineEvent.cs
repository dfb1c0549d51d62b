using System.Globalization;
using System.Text.Json;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// Something that happened in the engine. Source: https://docs.docker.com/reference/api/engine/ (<c>GET /events</c>)
/// </summary>
/// <param name="Time">When, in nanoseconds since 1970 by the engine's clock.</param>
/// <param name="Type">What it happened to, such as <c>image</c> or <c>container</c>.</param>
/// <param name="Action">What happened, such as <c>tag</c>.</param>
/// <param name="Id">Which one; of images the digest.</param>
/// <param name="Name">Its name, in familiar form; empty when the event has none.</param>
public sealed record EngineEvent(long Time, string Type, string Action, string Id, string Name)
{
    /// <summary>What tells it apart from all other events, of other engines too.</summary>
    public string Mark => string.Create(CultureInfo.InvariantCulture, $"{Time} {Type} {Action} {Id}");

    /// <summary>Whether it can have changed what an image is or which of its tags name it.</summary>
    /// <param name="digest">The digest of the image.</param>
    /// <param name="tags">Its tags in familiar form.</param>
    public bool MayChange(string digest, IEnumerable<string> tags) => Type == "image" && Action switch
    {
        "push" or "save" => false,
        "create" or "tag" or "untag" or "delete" => Id == digest || Name.Length == 0 || tags.Contains(Name),
        // load, pull, import and prune do not say all that they did; nor may what we do not know.
        _ => true,
    };

    /// <summary>Reads what the engine says of one event.</summary>
    internal static EngineEvent Read(JsonElement element)
    {
        var actor = element.Member("Actor") ?? default;
        return new EngineEvent(
            element.Member("timeNano") is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var nanoseconds)
                ? nanoseconds
                : 0,
            element.Text("Type") ?? "", element.Text("Action") ?? "", actor.Text("ID") ?? "",
            actor.Member("Attributes")?.Text("name") ?? "");
    }
}
