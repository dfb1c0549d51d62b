using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ImageSdk.Storage;

namespace ImageSdk.Analysis.Images;

/// <summary>How facts are written and read.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImageFacts))]
internal sealed partial class FactsJson : JsonSerializerContext
{
    /// <summary>How facts are read.</summary>
    public static JsonTypeInfo<ImageFacts> Facts => field ??= JsonFile.Strict<ImageFacts>(Default);
}
