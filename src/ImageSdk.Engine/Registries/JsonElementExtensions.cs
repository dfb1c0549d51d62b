using System.Text.Json;

namespace ImageSdk.Engine.Registries;

/// <summary>Reads JSON that others wrote: what is absent or of another kind is null, never an exception.</summary>
internal static class JsonElementExtensions
{
    /// <summary>A member of an object, or null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A member that is a text and not empty, or null.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        return element.Member(name) is { } value && value.String() is { Length: > 0 } text ? text : null;
    }

    /// <summary>A text; null for anything else.</summary>
    public static string? String(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8, pass the parser and fail here.
            return null;
        }
    }

    /// <summary>The items of an array; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>The texts in a member that is an array.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        (element.Member(name)?.Items() ?? []).Select(String).OfType<string>();
}
