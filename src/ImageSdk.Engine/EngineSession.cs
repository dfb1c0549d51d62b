using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Docker;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine;

/// <summary>
/// What the images of one <c>dotnet build</c> share: each question to the outside is asked at most once a node, and only when an
/// answer is needed.
/// </summary>
public sealed class EngineSession : IDisposable
{
    private readonly Lazy<DockerEngine> _engine = new(() => new DockerEngine(DockerConfiguration.Load().Endpoint));
    private readonly Lazy<BuildxClient> _buildx = new(() => new BuildxClient());
    private readonly Dictionary<string, Task<BuilderInfo>> _builders = new(StringComparer.Ordinal);
    private Task<StoredImages>? _storedImages;
    private Task<EngineInfo>? _info;

    /// <summary>The Docker Engine.</summary>
    public DockerEngine Engine => _engine.Value;

    /// <summary>The buildx command. Throws <see cref="DiagnosticException"/> (IMG0001) without docker.</summary>
    public BuildxClient Buildx => _buildx.Value;

    /// <summary>What the engine had in its store when the build began.</summary>
    public Task<StoredImages> GetStoredImagesAsync(CancellationToken cancellationToken)
    {
        lock (_builders) return _storedImages ??= Engine.GetImagesAsync(cancellationToken);
    }

    /// <summary>What the engine is.</summary>
    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        lock (_builders) return _info ??= Engine.GetInfoAsync(cancellationToken);
    }

    /// <summary>The builder of that name.</summary>
    /// <exception cref="DiagnosticException">IMG0002: no buildx, or too old; IMG0003: no such builder.</exception>
    public Task<BuilderInfo> GetBuilderAsync(string name, CancellationToken cancellationToken)
    {
        lock (_builders)
        {
            if (!_builders.TryGetValue(name, out var builder)) _builders.Add(name, builder = Buildx.GetBuilderAsync(name, cancellationToken));
            return builder;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_engine.IsValueCreated) _engine.Value.Dispose();
    }
}
