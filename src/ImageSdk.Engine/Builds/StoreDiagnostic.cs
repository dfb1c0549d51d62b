using ImageSdk.Diagnostics;
using ImageSdk.Engine.Docker;

namespace ImageSdk.Engine.Builds;

/// <summary>IMG0005: something that the engine's old image store cannot do.</summary>
internal static class StoreDiagnostic
{
    /// <summary>The diagnostic.</summary>
    /// <param name="feature">What needs the containerd store, as the beginning of a sentence.</param>
    /// <param name="info">The engine.</param>
    /// <param name="projectFile">The project that asks for it.</param>
    public static Diagnostic For(string feature, EngineInfo info, string projectFile) =>
        DiagnosticDescriptors.ContainerdStoreNeeded.At(new SourceLocation(projectFile),
            $"{feature} needs the containerd image store, which this engine ({info.Version}) does not use. " +
            "Set {\"features\":{\"containerd-snapshotter\":true}} in its daemon.json, or name another builder with ImageBuilder.");
}
