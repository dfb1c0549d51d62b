namespace ImageSdk.Engine.Registries;

/// <summary>What a <see cref="RegistryClient"/> takes over from the Docker engine (<c>docker info</c>).</summary>
public sealed class RegistryClientOptions
{
    /// <summary>
    /// Registries that are asked before Docker Hub for its images, in this order; absolute http or https addresses.
    /// </summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = [];

    /// <summary>
    /// Registries that speak plain HTTP: hosts, with their port when it is not 80, or networks in CIDR notation. Loopback
    /// addresses always do, as in Docker.
    /// </summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>How long an answer may take.</summary>
    internal TimeSpan RequestTimeout { get; init; } = RegistryTransport.DefaultRequestTimeout;
}
