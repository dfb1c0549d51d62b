using System.Collections.Concurrent;
using ImageSdk.Diagnostics;
using ImageSdk.References;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>Which servers are asked about an image, in which order, and what to tell the user when none answers.</summary>
internal sealed class RegistryRoute(RegistrySession session, RegistryClientOptions options) : IDisposable
{
    private readonly List<RegistryEndpoint> _mirrors = [.. options.Mirrors.Select(RegistryEndpoint.Mirror)];
    private readonly InsecureRegistries _insecure = new(options.InsecureRegistries);

    // One image has waited for a mirror that is away; the others of this run need not.
    private readonly ConcurrentDictionary<RegistryEndpoint, RegistryFailure> _away = new();

    /// <summary>A question to one server.</summary>
    public delegate Task<T> Question<T>(
        RegistrySession session, RegistryEndpoint endpoint, ImageReference reference, CancellationToken cancellationToken);

    public void Dispose() => session.Dispose();

    /// <summary>The first answer of the mirrors, when the image is Docker Hub's, and then of the registry.</summary>
    /// <exception cref="DiagnosticException">IMG2010 to IMG2013: the registry does not answer either.</exception>
    public async Task<T> AskAsync<T>(
        ImageReference reference, SourceLocation location, Question<T> question, CancellationToken cancellationToken)
    {
        var asked = new List<FailedAttempt>();
        if (reference.Domain == RegistryEndpoint.DockerHub)
        {
            foreach (var mirror in _mirrors)
            {
                try
                {
                    return await AskMirrorAsync(mirror, reference, question, cancellationToken);
                }
                catch (RegistryFailure e)
                {
                    asked.Add(new FailedAttempt(mirror.Name, e));
                }
            }
        }
        return await AskRegistryAsync(reference, location, question, asked, cancellationToken);
    }

    /// <summary>The answer of the registry itself.</summary>
    /// <exception cref="DiagnosticException">IMG2010 to IMG2013: the registry does not answer.</exception>
    public Task<T> AskRegistryAsync<T>(
        ImageReference reference, SourceLocation location, Question<T> question, CancellationToken cancellationToken) =>
        AskRegistryAsync(reference, location, question, [], cancellationToken);

    private async Task<T> AskRegistryAsync<T>(
        ImageReference reference,
        SourceLocation location,
        Question<T> question,
        List<FailedAttempt> asked,
        CancellationToken cancellationToken)
    {
        RegistryEndpoint? registry = null;
        try
        {
            registry = RegistryEndpoint.Registry(reference.Domain, _insecure);
            return await question(session, registry, reference, cancellationToken);
        }
        catch (RegistryFailure e)
        {
            var missing = e.Kind == NotAuthorized ? session.ExplainMissingCredentials(registry!) : "";
            throw new DiagnosticException(FailureMessage.Create(reference, location, registry, e, asked, missing), e);
        }
    }

    private async Task<T> AskMirrorAsync<T>(
        RegistryEndpoint mirror, ImageReference reference, Question<T> question, CancellationToken cancellationToken)
    {
        if (_away.TryGetValue(mirror, out var before))
            throw new RegistryFailure(before.Kind, before.Reason);
        try
        {
            return await question(session, mirror, reference, cancellationToken);
        }
        catch (RegistryFailure e) when (e.Kind == Unreachable)
        {
            _away[mirror] = e;
            throw;
        }
    }
}
