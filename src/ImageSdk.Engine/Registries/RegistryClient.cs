using ImageSdk.Diagnostics;
using ImageSdk.References;

namespace ImageSdk.Engine.Registries;

/// <summary>
/// Asks registries about images, as the user that Docker's configuration names. One client serves a whole run and many
/// callers at once. It only reads.
/// </summary>
/// <remarks>
/// Source: OCI distribution specification, "Pull" and "Content Discovery". A request is tried again after a cut connection,
/// 429 and 5xx, three times at most; connecting takes 5 s at most, an answer 30 s.
/// </remarks>
public sealed class RegistryClient : IDisposable
{
    private readonly RegistryTransport _transport;
    private readonly RegistryRoute _route;
    private readonly InsecureRegistries _insecure;

    /// <summary>Creates a client; nothing is read or sent before the first request.</summary>
    /// <exception cref="ArgumentException">A mirror is not an absolute http or https address.</exception>
    public RegistryClient(DockerConfiguration configuration, RegistryClientOptions? options = null)
    {
        options ??= new RegistryClientOptions();
        _transport = new RegistryTransport(configuration.Environment) { RequestTimeout = options.RequestTimeout };
        _insecure = new InsecureRegistries(options.InsecureRegistries);
        _route = new RegistryRoute(new RegistrySession(_transport, configuration), options);
    }

    /// <summary>What a name stands for now. Docker Hub's mirrors are asked before Docker Hub.</summary>
    /// <param name="reference">The image; its digest decides over its tag.</param>
    /// <param name="location">Where the user named the image, for messages.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="DiagnosticException">
    /// IMG2010: no such image. IMG2011: not authorised. IMG2012: the registry cannot be reached. IMG2013: its answer is not one.
    /// </exception>
    public Task<RemoteImage> ResolveAsync(ImageReference reference, SourceLocation location,
        CancellationToken cancellationToken) =>
        _route.AskAsync(reference, location, ImageResolution.ResolveAsync, cancellationToken);

    /// <summary>
    /// What an image makes its children do (<c>Config.OnBuild</c> of its configuration). Triggers are the same for all platforms
    /// of an image but by accident, so one is asked: linux/amd64, or else the first by name.
    /// </summary>
    /// <param name="reference">The image's name.</param>
    /// <param name="image">What it stands for.</param>
    /// <param name="location">Where the user named the image, for messages.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="DiagnosticException">As <see cref="ResolveAsync"/>.</exception>
    public async Task<IReadOnlyList<string>> ReadTriggersAsync(
        ImageReference reference, RemoteImage image, SourceLocation location, CancellationToken cancellationToken)
    {
        var platforms = image.Platforms.OrderBy(p => p.Key.ToString() != "linux/amd64")
            .ThenBy(p => p.Key.ToString(), StringComparer.Ordinal);
        return platforms.Select(p => p.Value).FirstOrDefault() is { } manifest
            ? await _route.AskAsync(reference.WithDigest(manifest), location, ImageResolution.TriggersAsync, cancellationToken)
            .ConfigureAwait(false)
            : [];
    }

    /// <summary>
    /// Whether the registry itself has an image; mirrors are not asked, since this is about what was, or is to be, published.
    /// </summary>
    /// <param name="reference">The image; its digest decides over its tag.</param>
    /// <param name="location">Where the user named the image, for messages.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="DiagnosticException">
    /// IMG2011: not authorised. IMG2012: the registry cannot be reached. IMG2013: its answer is not one.
    /// </exception>
    public Task<bool> ExistsAsync(ImageReference reference, SourceLocation location, CancellationToken cancellationToken) =>
        _route.AskRegistryAsync(reference, location, ImageResolution.ExistsAsync, cancellationToken);

    /// <summary>The tags of a repository, in the registry's order. The reference's own tag and digest do not matter.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="location">Where the user named the repository, for messages.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="DiagnosticException">
    /// IMG2010: no such repository. IMG2011: not authorised. IMG2012: the registry cannot be reached. IMG2013: its answer is
    /// not one.
    /// </exception>
    public Task<IReadOnlyList<string>> ListTagsAsync(
        ImageReference repository, SourceLocation location, CancellationToken cancellationToken) =>
        _route.AskAsync(repository.WithTag(null).WithDigest(null), location, TagList.ReadAsync, cancellationToken);

    /// <summary>Whether a registry takes a connection and gives no answer, not even that it refuses. False also when there is no
    /// connection.</summary>
    /// <param name="domain">The registry's host, with its port.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    internal async Task<bool> IsSilentAsync(string domain, CancellationToken cancellationToken)
    {
        try
        {
            var address = new Uri(RegistryEndpoint.Registry(domain, _insecure).Address, "v2/");
            await _transport.SendAsync(new RegistryRequest(HttpMethod.Get, address), cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (RegistryFailure e)
        {
            return e.IsSilence;
        }
    }

    /// <summary>Closes the connections and forgets all tokens.</summary>
    public void Dispose()
    {
        _route.Dispose();
        _transport.Dispose();
    }
}
