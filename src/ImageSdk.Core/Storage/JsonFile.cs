using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ImageSdk.Storage;

/// <summary>
/// Reads JSON that an earlier build wrote. Anybody may have changed the file since, so it is read like a stranger's: either a
/// value in which every member is there and none is null, or nothing. The serialiser alone would leave null in members that are
/// never null in the code.
/// </summary>
internal static class JsonFile
{
    /// <summary>The value in a file; null when there is no file, it cannot be read, or it has no such value.</summary>
    /// <param name="path">The path.</param>
    /// <param name="type">From <see cref="Strict"/>.</param>
    public static T? TryRead<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Read(TextFile.ReadBytes(path), type);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The value in a text.</summary>
    /// <exception cref="JsonException">There is no such value.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null) throw new JsonException("nothing is null in a file of ImageSdk");
        }

        return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
    }

    /// <summary>How a type is read when none of its members may be left out or written twice.</summary>
    /// <param name="context">The generated context that has the type.</param>
    public static JsonTypeInfo<T> Strict<T>(JsonSerializerContext context)
    {
        var options = new JsonSerializerOptions(context.Options)
        {
            AllowDuplicateProperties = false,
            TypeInfoResolver = context.WithAddedModifier(RequireAll),
        };
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    private static void RequireAll(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Set is not null)) property.IsRequired = true;
    }
}
