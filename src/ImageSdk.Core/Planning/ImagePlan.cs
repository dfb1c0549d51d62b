using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Planning;

/// <summary>
/// Everything that an image depends on, and nothing else: two equal plans make the same image. It is computed without an engine,
/// printed by <c>-t:ImagePlan</c>, and its hash decides whether there is anything to build.
/// </summary>
public sealed record ImagePlan
{
    /// <summary>The version of this format; a plan of another version is another plan.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>The builder that the image is made with; empty for the engine itself.</summary>
    public required string Builder { get; init; }

    /// <summary>The SHA-256 of the Dockerfile's text.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The target stage, or empty for the last one.</summary>
    public string Target { get; init; } = "";

    /// <summary>The platforms, or none for the builder's own.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The tags in the short form in which an engine lists them, the main one first.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The build arguments.</summary>
    public SortedList<string, string> BuildArguments { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The labels of the image's configuration.</summary>
    public SortedList<string, string> Labels { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The identifiers of the secrets. What they hold is no part of the plan, as it is none of BuildKit's cache.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>What stands behind the names that the Dockerfile uses, sorted by name.</summary>
    public IReadOnlyList<NamedContext> NamedContexts { get; init; } = [];

    /// <summary>The network mode of RUN instructions, or empty for the builder's default.</summary>
    public string Network { get; init; } = "";

    /// <summary>The compression of the layers, or empty for the builder's default.</summary>
    public string Compression { get; init; } = "";

    /// <summary>The SHA-256 of the source policy, or empty for none.</summary>
    public string SourcePolicy { get; init; } = "";

    /// <summary>The attestations that go with the image.</summary>
    public IReadOnlyList<string> Attestations { get; init; } = [];

    /// <summary>The reachable files of the build context.</summary>
    public required ContextSummary Context { get; init; }

    /// <summary>
    /// What the image makes its children do (<c>ONBUILD</c>). Not part of the plan: it stands in the Dockerfile.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>The cache mounts of every RUN. Not part of the plan: they stand in the Dockerfile.</summary>
    [JsonIgnore]
    public IReadOnlyList<Mount> CacheMounts { get; init; } = [];

    /// <summary>
    /// What the image starts from and what has not been built yet, in words; empty when the plan can be carried out.
    /// </summary>
    public IEnumerable<string> GetUnbuilt() => NamedContexts.Where(c => c.Digest.Length == 0).Select(c => c.Source);

    /// <summary>The plan as indented JSON, always the same for the same plan.</summary>
    public string ToJson() => PlanJson.Write(this);

    /// <summary>The SHA-256 of <see cref="ToJson"/>, in lower-case hexadecimal digits.</summary>
    public string GetHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>
    /// The hash for the record of a build during which files changed: no plan has it, so nothing that was built so is up to date.
    /// </summary>
    public string GetHashOfChanged() => HashOf(GetHash() + " changed while it was built")["sha256:".Length..];

    /// <summary>The SHA-256 of a text as the plan writes it.</summary>
    public static string HashOf(string text) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads a plan that <see cref="ToJson"/> wrote; null when there is none, or when it is not one.</summary>
    public static ImagePlan? TryRead(string path) =>
        JsonFile.TryRead(path, PlanJson.Plan) is { IsValid: true } plan ? plan : null;

    /// <summary>Whether every name has one meaning, of a known kind: the file may be anybody's.</summary>
    private bool IsValid =>
        NamedContexts.DistinctBy(context => context.Name, StringComparer.Ordinal).Count() == NamedContexts.Count
        && NamedContexts.All(context => Enum.IsDefined(context.Kind));
}
