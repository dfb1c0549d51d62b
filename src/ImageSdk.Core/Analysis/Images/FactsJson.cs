using System.Text.Json.Serialization;

namespace ImageSdk.Analysis.Images;

/// <summary>How facts are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImageFacts))]
internal sealed partial class FactsJson : JsonSerializerContext;
