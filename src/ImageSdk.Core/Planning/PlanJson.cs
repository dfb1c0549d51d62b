using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ImageSdk.Storage;

namespace ImageSdk.Planning;

/// <summary>
/// How plans are written and read. The order of the properties is the order of their declaration, so the text is canonical.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImagePlan))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>The relaxed encoder does not escape what HTML would want escaped.</summary>
    private static readonly JsonWriterOptions Format =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How plans are read.</summary>
    public static JsonTypeInfo<ImagePlan> Plan => field ??= JsonFile.Strict<ImagePlan>(Default);

    /// <summary>
    /// The plan as text. The generated method is called itself, since a build that changes nothing makes a plan for each image,
    /// and the serialiser would spend most of its time on finding out what the compiler knew.
    /// </summary>
    public static string Write(ImagePlan plan)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Format)) Default.ImagePlan.SerializeHandler!(writer, plan);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
