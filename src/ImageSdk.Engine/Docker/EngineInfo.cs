namespace ImageSdk.Engine.Docker;

/// <summary>What an engine is, as far as it matters to builds.</summary>
/// <param name="Version">The engine's version, for example <c>28.5.2</c>.</param>
/// <param name="ContainerdStore">
/// Whether images are in the containerd image store, which knows manifests by their digests.
/// </param>
/// <param name="Mirrors">The mirrors of Docker Hub that the engine is configured with, as URLs, in order.</param>
/// <param name="InsecureRegistries">Hosts and address ranges (CIDR) that the engine talks plain HTTP with.</param>
public sealed record EngineInfo(
    string Version, bool ContainerdStore, IReadOnlyList<string> Mirrors, IReadOnlyList<string> InsecureRegistries);
