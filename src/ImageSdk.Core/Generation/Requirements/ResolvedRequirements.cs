using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ImageSdk.Storage;

namespace ImageSdk.Generation.Requirements;

/// <summary>What the pip of an image says on one platform; the answer of <c>resolve.py</c>.</summary>
internal sealed partial record ResolvedRequirements
{
    /// <summary>
    /// What the user has to mend; empty for nothing. It is about the first tier that is not among <see cref="Tiers"/>.
    /// </summary>
    public string Problem { get; init; } = "";

    /// <summary>The version of Python, such as <c>3.11</c>.</summary>
    public string Python { get; init; } = "";

    /// <summary>The machine, as the marker <c>platform_machine</c> has it.</summary>
    public string Machine { get; init; } = "";

    /// <summary>The packages that each tier adds.</summary>
    public IReadOnlyList<IReadOnlyList<Package>> Tiers { get; init; } = [];

    /// <summary>
    /// Reads an answer; null when it is none. It comes out of a container, in which packages may have run: every text of it goes
    /// into a lock, so none may have what would be another line there.
    /// </summary>
    public static ResolvedRequirements? TryParse(string json)
    {
        try
        {
            var answer = JsonFile.Read(Encoding.UTF8.GetBytes(json), Json.Strict);
            return answer.IsValid ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsValid => Word().IsMatch(Python) && Word().IsMatch(Machine) && Tiers.SelectMany(tier => tier).All(package =>
        Name().IsMatch(package.Name)
        && (package.Url.Length > 0 ? Address().IsMatch(package.Url) : Version().IsMatch(package.Version))
        && (package.Index.Length == 0 || Address().IsMatch(package.Index))
        && package.Hashes.All(hash => Hash().IsMatch(hash)));

    [GeneratedRegex(@"^[A-Za-z0-9._+-]*\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.+!_-]*\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[\x21-\x7E]+\z")]
    private static partial Regex Address();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    /// <summary>A package that would be installed.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Url">Its address where a requirement gives one; else empty.</param>
    /// <param name="Index">The index that it comes from; empty for none.</param>
    /// <param name="Hashes">The hashes of the files of this version.</param>
    /// <param name="Requires">The normalised names of what it may need.</param>
    internal sealed record Package(string Name, string Version, string Url, string Index, IReadOnlyList<string> Hashes,
        IReadOnlyList<string> Requires);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ResolvedRequirements))]
    private sealed partial class Json : JsonSerializerContext
    {
        public static JsonTypeInfo<ResolvedRequirements> Strict => field ??= JsonFile.Strict<ResolvedRequirements>(Default);
    }
}
