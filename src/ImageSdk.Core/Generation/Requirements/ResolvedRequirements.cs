using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageSdk.Generation.Requirements;

/// <summary>What the pip of an image says on one platform; the answer of <c>resolve.py</c>.</summary>
internal sealed partial record ResolvedRequirements
{
    /// <summary>What the user has to mend; empty for nothing. It is about the first tier that is not among <see cref="Tiers"/>.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The version of Python, such as <c>3.11</c>.</summary>
    public string Python { get; init; } = "";

    /// <summary>The machine, as the marker <c>platform_machine</c> has it.</summary>
    public string Machine { get; init; } = "";

    /// <summary>The packages that each tier adds.</summary>
    public IReadOnlyList<IReadOnlyList<Package>> Tiers { get; init; } = [];

    /// <summary>Reads an answer.</summary>
    public static ResolvedRequirements Parse(string json) => JsonSerializer.Deserialize(json, Json.Default.ResolvedRequirements)!;

    /// <summary>A package that would be installed.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Url">Its address where a requirement gives one; else empty.</param>
    /// <param name="Index">The index that it comes from; empty for none.</param>
    /// <param name="Hashes">The hashes of the files of this version.</param>
    /// <param name="Requires">The normalised names of what it may need.</param>
    internal sealed record Package(string Name, string Version, string Url, string Index, IReadOnlyList<string> Hashes, IReadOnlyList<string> Requires);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ResolvedRequirements))]
    private sealed partial class Json : JsonSerializerContext;
}
