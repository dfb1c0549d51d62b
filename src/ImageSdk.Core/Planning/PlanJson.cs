using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageSdk.Planning;

/// <summary>How plans are written. The order of the properties is the order of their declaration, so the text is canonical.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImagePlan))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>The serialiser to use: it does not escape what HTML would want escaped.</summary>
    public static PlanJson Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
