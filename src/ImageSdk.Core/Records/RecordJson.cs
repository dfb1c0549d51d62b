using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ImageSdk.Storage;

namespace ImageSdk.Records;

/// <summary>How records are written: indented camel case, so that people and line tools can read them.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImageRecord))]
[JsonSerializable(typeof(PublishRecord))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    /// <summary>The serialiser to use: it does not escape what HTML would want escaped.</summary>
    public static RecordJson Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>How the record of a publish is read.</summary>
    public static JsonTypeInfo<PublishRecord> Published => field ??= JsonFile.Strict<PublishRecord>(Default);
}
