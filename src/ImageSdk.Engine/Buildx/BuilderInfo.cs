namespace ImageSdk.Engine.Buildx;

/// <summary>A buildx builder, as <c>docker buildx inspect</c> describes it.</summary>
/// <param name="Name">The builder's name.</param>
/// <param name="Driver">The driver: <c>docker</c>, <c>docker-container</c>, <c>remote</c> or <c>kubernetes</c>.</param>
public sealed record BuilderInfo(string Name, string Driver)
{
    /// <summary>The version of BuildKit, of several nodes that of the first; empty when it is not known, as for the engine
    /// itself.</summary>
    public string BuildKitVersion { get; init; } = "";

    /// <summary>The builder that buildx has for the engine of a docker context.</summary>
    public static BuilderInfo Engine(string context) => new(context, "docker");

    /// <summary>Whether the builder is the engine itself, so that what it builds is in the engine's image store.</summary>
    public bool IsEngine => Driver == "docker";
}
