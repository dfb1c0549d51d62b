using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Docker;
using ImageSdk.Engine.Registries;
using ImageSdk.References;
using ImageSdk.Storage;

namespace ImageSdk.Engine;

/// <summary>
/// What the images of one <c>dotnet build</c> share that have the same environment: each question to the outside is asked at most
/// once a process, and only when an answer is needed. Images ask from several threads.
/// </summary>
public sealed class EngineSession : IDisposable
{
    // Read for each build: an MSBuild node outlives many, and the user may log in or choose another engine between two of them.
    private readonly Lazy<DockerConfiguration> _configuration;
    private readonly Lazy<DockerEndpoint> _endpoint;
    private readonly Lazy<DockerEngine> _engine;
    private readonly Lazy<BuildxClient> _buildx;
    private readonly Lazy<BuilderStore> _builderStore;
    private readonly Lazy<string> _linksDirectory = new(() => PrivateFolder.For("links"));
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _builderNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<BuilderInfo>> _builders = new(StringComparer.Ordinal);
    private readonly Dictionary<ImageReference, Task<RemoteImage>> _remoteImages = [];
    private Task<EngineInfo>? _info;
    private Task<EventLog>? _events;
    private Task<RegistryClient>? _registries;

    /// <summary>Creates a session; nothing is read or asked before it is needed.</summary>
    /// <param name="environment">The variables by which docker is found and configured, and which it is started with.</param>
    public EngineSession(BuildEnvironment environment)
    {
        Environment = environment;
        _configuration = new(() => DockerConfiguration.Load(environment));
        _endpoint = new(() => _configuration.Value.FindEndpoint());
        _engine = new(() => new DockerEngine(_endpoint.Value, environment));
        _buildx = new(() => new BuildxClient(_configuration.Value));
        _builderStore = new(() => new BuilderStore(_configuration.Value));
    }

    /// <summary>The environment of the images.</summary>
    public BuildEnvironment Environment { get; }

    /// <summary>
    /// The user's own folder for <see cref="DirectoryLinks"/>; found anew in each build, since a node can outlive it.
    /// </summary>
    internal string LinksDirectory => _linksDirectory.Value;

    /// <summary>Docker's own configuration.</summary>
    /// <exception cref="DiagnosticException">IMG0011: it cannot be read.</exception>
    internal DockerConfiguration Configuration => _configuration.Value;

    /// <summary>The Docker Engine.</summary>
    /// <exception cref="DiagnosticException">IMG0011 or IMG0012: Docker's configuration does not say where it is.</exception>
    public DockerEngine Engine => _engine.Value;

    /// <summary>buildx. Throws <see cref="DiagnosticException"/> (IMG0001) without docker.</summary>
    public BuildxClient Buildx => _buildx.Value;

    /// <summary>What the engine is.</summary>
    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _info ??= Engine.GetInfoAsync(cancellationToken);
    }

    /// <summary>What happened in the engine before it was first asked in this build.</summary>
    public Task<EventLog> GetEventsAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _events ??= EventLogRequest.SendAsync(_endpoint.Value, Environment, cancellationToken);
    }

    /// <summary>
    /// The name of the builder that buildx would build with, empty for the engine itself. Starts no process, so a plan can have
    /// it.
    /// </summary>
    /// <param name="chosen">The builder that the project asks for; empty for buildx's own choice.</param>
    /// <exception cref="DiagnosticException">IMG0011: files of docker or buildx cannot be read.</exception>
    public string FindBuilder(string chosen)
    {
        lock (_lock)
        {
            if (!_builderNames.TryGetValue(chosen, out var name))
                _builderNames.Add(chosen, name = _builderStore.Value.Find(chosen));
            return name;
        }
    }

    /// <summary>What a builder is.</summary>
    /// <param name="name">What <see cref="FindBuilder"/> found.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DiagnosticException">
    /// IMG0002: no buildx, or too old; IMG0003: no such builder, or one that buildx does not build with here; IMG0004: no engine.
    /// </exception>
    public Task<BuilderInfo> GetBuilderAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_builders.TryGetValue(name, out var builder)) _builders.Add(name, builder = CreateAsync());
            return builder;
        }

        async Task<BuilderInfo> CreateAsync()
        {
            var context = _configuration.Value.Context;
            if (name.Length > 0 && !_builderStore.Value.Has(name) && _configuration.Value.HasContext(name))
            {
                // buildx refuses it, and the images would be in an engine that is not asked for them.
                throw new DiagnosticException(DiagnosticDescriptors.BuilderMissing.At(SourceLocation.None,
                    $"The builder '{name}' is the engine of another docker context, and buildx builds only in that of the "
                    + $"context in use, '{context}'. "
                    + $"Use the other context (DOCKER_CONTEXT={name} or `docker context use {name}`), or name a builder of "
                    + "`docker buildx create` with ImageBuilder."));
            }

            if (name.Length > 0) return await Buildx.GetBuilderAsync(name, cancellationToken).ConfigureAwait(false);

            // Says that there is none before a build is started; asking buildx would be a process more.
            await GetInfoAsync(cancellationToken).ConfigureAwait(false);
            return BuilderInfo.Engine(context);
        }
    }

    /// <summary>What an image's name stands for in its registry, and its triggers: all that a lock holds.</summary>
    /// <param name="reference">The image.</param>
    /// <param name="location">Where the user wrote the name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DiagnosticException">
    /// IMG2010 to IMG2013: no such image, no rights, no registry, or none that makes sense.
    /// </exception>
    public async Task<RemoteImage> ResolveAsync(ImageReference reference, SourceLocation location,
        CancellationToken cancellationToken)
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
            throw new DiagnosticException([.. e.Diagnostics.Select(d =>
                d.Location == SourceLocation.None ? d with { Location = location } : d)]);
        }

        async Task<RemoteImage> AskAsync()
        {
            var found = await registries.ResolveAsync(reference, SourceLocation.None, cancellationToken).ConfigureAwait(false);
            var triggers = await registries.ReadTriggersAsync(reference, found, SourceLocation.None, cancellationToken)
                .ConfigureAwait(false);
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

    /// <inheritdoc />
    public void Dispose()
    {
        if (_registries is { IsCompletedSuccessfully: true }) _registries.Result.Dispose();
        if (_engine.IsValueCreated) _engine.Value.Dispose();
    }
}
