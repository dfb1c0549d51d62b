using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Docker;
using ImageSdk.Engine.Registries;
using ImageSdk.References;

namespace ImageSdk.Engine;

/// <summary>
/// What the images of one <c>dotnet build</c> share: each question to the outside is asked at most once a node, and only when an
/// answer is needed.
/// </summary>
public sealed class EngineSession : IDisposable
{
    // Read for each build: an MSBuild node outlives many, and the user may log in or choose another engine between two of them.
    private readonly Lazy<DockerConfiguration> _configuration = new(() => DockerConfiguration.Load());
    private readonly Lazy<DockerEngine> _engine;
    private readonly Lazy<BuildxClient> _buildx = new(() => new BuildxClient());
    private readonly Dictionary<string, Task<BuilderInfo>> _builders = new(StringComparer.Ordinal);
    private Task<StoredImages>? _storedImages;
    private readonly Dictionary<ImageReference, Task<RemoteImage>> _remoteImages = [];
    private Task<EngineInfo>? _info;
    private Task<RegistryClient>? _registries;

    /// <summary>Creates a session; nothing is read or asked before it is needed.</summary>
    public EngineSession() => _engine = new(() => new DockerEngine(Address(_configuration.Value.FindEndpoint().Host)));

    /// <summary>The Docker Engine.</summary>
    /// <exception cref="DiagnosticException">IMG0011 or IMG0012: Docker's configuration does not say where it is.</exception>
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

    /// <summary>What an image's name stands for in its registry, and its triggers: all that a lock holds.</summary>
    /// <param name="reference">The image.</param>
    /// <param name="location">Where the user wrote the name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DiagnosticException">IMG2010 to IMG2013: no such image, no rights, no registry, or none that makes sense.</exception>
    public async Task<RemoteImage> ResolveAsync(ImageReference reference, SourceLocation location, CancellationToken cancellationToken)
    {
        var registries = await GetRegistriesAsync(cancellationToken).ConfigureAwait(false);
        Task<RemoteImage>? image;
        lock (_remoteImages)
        {
            if (!_remoteImages.TryGetValue(reference, out image))
            {
                _remoteImages.Add(reference, image = AskAsync());
            }
        }

        try
        {
            return await image.ConfigureAwait(false);
        }
        catch (DiagnosticException e)
        {
            // Asked once, but every Dockerfile that names the image hears it at its own line.
            throw new DiagnosticException([.. e.Diagnostics.Select(d => d.Location == SourceLocation.None ? d with { Location = location } : d)]);
        }

        async Task<RemoteImage> AskAsync()
        {
            var found = await registries.ResolveAsync(reference, SourceLocation.None, cancellationToken).ConfigureAwait(false);
            var triggers = await registries.ReadTriggersAsync(reference, found, SourceLocation.None, cancellationToken).ConfigureAwait(false);
            return found with { Triggers = triggers };
        }
    }

    /// <summary>The registries, by the mirrors that the engine has; without an engine the registries themselves.</summary>
    public Task<RegistryClient> GetRegistriesAsync(CancellationToken cancellationToken)
    {
        lock (_remoteImages) return _registries ??= CreateAsync();

        async Task<RegistryClient> CreateAsync()
        {
            var options = new RegistryClientOptions();
            try
            {
                var info = await GetInfoAsync(cancellationToken).ConfigureAwait(false);
                options = new RegistryClientOptions
                {
                    Mirrors = [.. info.Mirrors.Select(m => new Uri(m))],
                    InsecureRegistries = info.InsecureRegistries,
                };
            }
            catch (DiagnosticException)
            {
                // A restore needs no engine: what it would have told is only a shorter way to Docker Hub.
            }

            return new RegistryClient(_configuration.Value, options);
        }
    }

    /// <summary>As docker reads it: a host without a scheme is one of TCP.</summary>
    private static Uri Address(string host) => new(host.Contains("://", StringComparison.Ordinal) ? host : $"tcp://{host}");

    /// <inheritdoc />
    public void Dispose()
    {
        if (_registries is { IsCompletedSuccessfully: true }) _registries.Result.Dispose();
        if (_engine.IsValueCreated) _engine.Value.Dispose();
    }
}
