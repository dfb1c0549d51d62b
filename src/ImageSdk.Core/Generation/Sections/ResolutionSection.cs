using System.Text.Json;
using System.Text.Json.Nodes;
using ImageSdk.Generation.Requirements;

namespace ImageSdk.Generation.Sections;

/// <summary>Instead of installing requirements: asks the image's own pip what it would install. The answer is a file.</summary>
/// <param name="tiers">What to ask of each tier.</param>
/// <param name="options">The options of the tiers' requirement files.</param>
internal sealed class ResolutionSection(IReadOnlyList<ResolutionSection.Tier> tiers, IReadOnlyList<string> options)
{
    /// <summary>The build argument that makes BuildKit ask again: what indexes have changes with time.</summary>
    public const string TimeArgument = "IMAGESDK_RESOLUTION";

    /// <summary>The name of the answer.</summary>
    public const string Answer = "requirements.json";

    private const string Folder = "/imagesdk";

    /// <summary>Writes the last stages.</summary>
    /// <param name="context">What the sections share.</param>
    /// <param name="python">Knows where files and indexes are.</param>
    /// <param name="stage">The stage that is open.</param>
    public void Write(GenerationContext context, PythonSection python, string stage)
    {
        var request = new JsonObject
        {
            ["options"] = Array(python.Commands.IndexOptions),
            ["indexes"] = Array(context.Of("PipIndex").Select(index => index.Include)
                .Concat(options.Where(option => option.Contains("index-url ")).Select(option => option.Split(' ')[1]))),
            ["tiers"] = new JsonArray([.. tiers.Select(tier =>
                new JsonObject { ["file"] = python.Commands.InImage(tier.Item.Path), ["name"] = context.NameOf(tier.Item),
                    ["keep"] = new JsonArray([.. tier.Keep.Select(Kept)]) })]),
        };
        var origins = tiers.Select(tier => tier.Item).ToList();
        context.Dockerfile.Block("",
            "COPY " + HereDocument.Write("REQUEST", $" {Folder}/request.json",
                request.ToJsonString(new JsonSerializerOptions { WriteIndented = true })), origins);
        context.Dockerfile.Block("", "COPY " + HereDocument.Write("SCRIPT", $" {Folder}/resolve.py", Script), origins);
        var run = python.BeginForAllTiers().Line($"python3 {Folder}/resolve.py {Folder}/{Answer}");
        context.Dockerfile.Block("", [$"ARG {TimeArgument}", run.ToString()], origins);
        context.Dockerfile.Block("", ["FROM scratch", $"COPY --from={stage} {Folder}/{Answer} /"], origins);
    }

    private static string Script
    {
        get
        {
            using var reader = new StreamReader(typeof(ResolutionSection).Assembly.GetManifestResourceStream("resolve.py")!);
            return reader.ReadToEnd();
        }
    }

    private static JsonObject Kept(LockedRequirement package) => new()
    {
        ["pin"] = package.Pin + (package.Marker.Length > 0 ? $" ; {package.Marker}" : ""),
        // Platforms can have one version from different indexes.
        ["index"] = package.Index.Contains(' ') ? "" : package.Index,
    };

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    /// <summary>A requirement file to ask for.</summary>
    /// <param name="Item">The item that names it.</param>
    /// <param name="Keep">Packages of the last lock, whose versions and indexes are kept where that is possible.</param>
    internal sealed record Tier(DeclaredItem Item, IReadOnlyList<LockedRequirement> Keep);
}
