namespace ImageSdk.Engine.Buildx;

/// <summary>What a check of a Dockerfile is given: as for a build, so that it sees the same names and arguments.</summary>
public sealed record BuildxCheckRequest
{
    /// <summary>The full path of the Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The full path of the build context.</summary>
    public required string ContextDirectory { get; init; }

    /// <summary>The builder; empty for buildx's own choice.</summary>
    public string Builder { get; init; } = "";

    /// <summary>The target stage; empty for the last one.</summary>
    public string Target { get; init; } = "";

    /// <summary>The platform; empty for the builder's own.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The build arguments.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the names of the Dockerfile are found, as <c>--build-context</c> takes it.</summary>
    public IReadOnlyDictionary<string, string> NamedContexts { get; init; } = new Dictionary<string, string>();
}
