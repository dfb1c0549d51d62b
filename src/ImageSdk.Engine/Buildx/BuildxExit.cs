namespace ImageSdk.Engine.Buildx;

/// <summary>How a buildx that built something ended.</summary>
/// <param name="Code">
/// The exit code; not 0 also when <see cref="BuildxProcess"/> stopped the build because of a silent registry.
/// </param>
/// <param name="SilentRegistry">The host of the registry that took connections and answered nothing, or null.</param>
internal readonly record struct BuildxExit(int Code, string? SilentRegistry);
