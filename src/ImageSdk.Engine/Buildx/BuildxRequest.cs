using ImageSdk.Planning;

namespace ImageSdk.Engine.Buildx;

/// <summary>A plan with what it takes to carry it out here: paths, sources, caches and where the result goes.</summary>
public sealed record BuildxRequest
{
    /// <summary>What to build.</summary>
    public required ImagePlan Plan { get; init; }

    /// <summary>The name of the builder, also where the plan leaves it to buildx's choice: that may change at any time.</summary>
    public required string Builder { get; init; }

    /// <summary>The full path of the source policy, or null for none.</summary>
    public string? SourcePolicyFile { get; init; }

    /// <summary>The full path of the project file: where messages about the registry point to.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>The full path of the Dockerfile: where messages point to.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The full path of the copy that buildx reads; null for the Dockerfile itself.</summary>
    public string? DockerfileCopy { get; init; }

    /// <summary>The full path of the build context.</summary>
    public required string ContextDirectory { get; init; }

    /// <summary>Where the named contexts of the plan are found, as <c>--build-context</c> takes it.</summary>
    public required IReadOnlyDictionary<string, string> NamedContexts { get; init; }

    /// <summary>Where the secrets of the plan come from.</summary>
    public IReadOnlyList<ImageSecret> Secrets { get; init; } = [];

    /// <summary>Caches to read, best first, in buildx's own form.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Caches to write, in buildx's own form.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>Where the result goes, in the form of <c>--output</c>.</summary>
    public required string Output { get; init; }

    /// <summary>Whether every instruction runs again.</summary>
    public bool NoCache { get; init; }

    /// <summary>The hosts of the registries that the result and its cache go to.</summary>
    public IReadOnlyList<string> PushRegistries { get; init; } = [];

    /// <summary>The hosts of the registries that images and caches come from.</summary>
    public IReadOnlyList<string> PullRegistries { get; init; } = [];

    /// <summary>Whether a registry takes a connection and gives no answer.</summary>
    public Func<string, CancellationToken, Task<bool>> IsSilent { get; init; } = (_, _) => Task.FromResult(false);

    /// <summary>What BuildKit puts before the ids of cache mounts; empty for nothing.</summary>
    public string CacheMountNamespace { get; init; } = "";
}
