using System.Text.Json.Serialization;

namespace ImageSdk.Records;

/// <summary>One step of a build, as BuildKit names it.</summary>
/// <param name="Name">The name, for example <c>[stage-1 2/5] RUN pip install …</c>.</param>
/// <param name="Duration">How long it took, in seconds.</param>
/// <param name="Cached">Whether the result was found in the cache instead of made.</param>
public sealed record BuildStep(string Name, double Duration, bool Cached)
{
    /// <summary>Whether it is a <c>RUN</c>: what takes time, and what a cache is for.</summary>
    [JsonIgnore]
    public bool IsCommand => Name.StartsWith('[') && Name.Contains("] RUN ", StringComparison.Ordinal);
}
