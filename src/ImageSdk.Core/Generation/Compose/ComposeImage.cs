using ImageSdk.Diagnostics;
using ImageSdk.Generation.Models;

namespace ImageSdk.Generation.Compose;

/// <summary>What an image project says of itself for a compose file.</summary>
public sealed record ComposeImage
{
    /// <summary>The full path of the project, which variants have in common.</summary>
    public required string Project { get; init; }

    /// <summary>The name of the service, unique in the file.</summary>
    public required string Service { get; init; }

    /// <summary>The name of the project.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is to be a service; null for: when no other image stands on it.</summary>
    public bool? IsService { get; init; }

    /// <summary>The names by which other images start from it.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The projects of the images that it references: full paths.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The <see cref="Names"/> of the image that it starts from; empty when no project makes that.</summary>
    public IReadOnlyList<string> StartsFrom { get; init; } = [];

    /// <summary>
    /// The name of the image for the engine: with a tag or with a digest; empty when it is to be by digest, and none is known.
    /// </summary>
    public required string Reference { get; init; }

    /// <summary>Whether no registry has it, so that nobody may look for it there.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether the SDK wrote the Dockerfile, and with it what a cache has to set.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether containers need a GPU.</summary>
    public bool UsesGpu { get; init; }

    /// <summary>The caches that the project itself declares.</summary>
    public IReadOnlyList<ModelCache> Caches { get; init; } = [];

    /// <summary>The models that the project itself declares, with their places.</summary>
    public IReadOnlyList<(DeclaredModel Model, SourceLocation Location)> Models { get; init; } = [];

    /// <summary>The ports.</summary>
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    /// <summary>What the service waits for.</summary>
    public IReadOnlyList<ComposeDependency> Dependencies { get; init; } = [];
}
