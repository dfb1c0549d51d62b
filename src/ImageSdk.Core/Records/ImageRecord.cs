using System.Text.Json.Serialization;
using ImageSdk.References;

namespace ImageSdk.Records;

/// <summary>
/// What a build produced. Children, publish, run, clean and reports read the record; nothing downstream asks BuildKit again.
/// Written to <c>bin/…/&lt;name&gt;.image.json</c>.
/// </summary>
public sealed record ImageRecord
{
    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>The first tag: how people call the image, for example <c>localhost:5000/speech-base:cpu</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Every tag that the build set, <see cref="Reference"/> first.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The digest of what was built: a manifest, or an index when several platforms were built.</summary>
    public required string Digest { get; init; }

    /// <summary>The digest of the image configuration; empty for several platforms.</summary>
    public string ConfigDigest { get; init; } = "";

    /// <summary>The platforms that were built, for example <c>linux/amd64</c>.</summary>
    public required IReadOnlyList<string> Platforms { get; init; }

    /// <summary>The size of the unpacked layers in bytes; 0 when the builder does not tell.</summary>
    public long Size { get; init; }

    /// <summary>
    /// The <see cref="Size"/> of the record that this one took the place of; 0 when there was none, or it did not tell.
    /// </summary>
    public long PreviousSize { get; init; }

    /// <summary>The layers, lowest first. The parent's layers are the beginning of the list.</summary>
    public IReadOnlyList<ImageLayer> Layers { get; init; } = [];

    /// <summary>What the image makes its children do: the instructions after <c>ONBUILD</c>, in order.</summary>
    public IReadOnlyList<string> OnBuild { get; init; } = [];

    /// <summary>The steps that BuildKit ran or found in its cache, in the order in which they ended.</summary>
    public IReadOnlyList<BuildStep> Steps { get; init; } = [];

    /// <summary>How long the build took, in seconds.</summary>
    public double Duration { get; init; }

    /// <summary>The hash of the plan that was built.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The name of the builder.</summary>
    public required string Builder { get; init; }

    /// <summary>
    /// The full path of the OCI layout directory that has the image; empty when it is in the engine's store. In the file it is
    /// relative to the file, so that a tree can be moved, and a copy has nothing of the original's.
    /// </summary>
    public string Layout { get; init; } = "";

    /// <summary>Whether names, digests, platforms and numbers are such: the file may be anybody's.</summary>
    [JsonIgnore]
    internal bool IsValid =>
        Tags.Count > 0 && Tags.Append(Reference).All(IsReference) && IsDigest(Digest)
        && (ConfigDigest.Length == 0 || IsDigest(ConfigDigest))
        && Platforms.All(IsPlatform) && !Layout.Contains('\0')
        && IsSize(Size) && IsSize(PreviousSize) && Layers.All(layer => IsSize(layer.Size)) && IsDuration(Duration)
        && Steps.All(step => IsDuration(step.Duration));

    /// <summary>A petabyte: sums of sizes stay far from what a number can hold.</summary>
    private const long LargestSize = 1_000_000_000_000_000;

    /// <summary>Thirty years, in seconds.</summary>
    private const double LongestDuration = 1e9;

    // Numbers are looked at one by one: every no-op does it, and sequences of numbers are none of the framework's precompiled
    // code.
    private static bool IsSize(long bytes) => bytes is >= 0 and <= LargestSize;

    private static bool IsDuration(double seconds) => seconds is >= 0 and <= LongestDuration;

    internal static bool IsReference(string text) => ImageReference.TryParse(text, out _, out _);

    internal static bool IsDigest(string text) => ImageDigest.TryParse(text, out _, out _);

    internal static bool IsPlatform(string text) => Platform.TryParse(text, out _, out _);
}
