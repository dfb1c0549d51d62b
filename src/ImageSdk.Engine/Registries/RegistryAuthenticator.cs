using System.Collections.Concurrent;
using System.Net.Http.Headers;
using ImageSdk.Diagnostics;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>
/// Answers registries that ask who the user is. What it learns stays in memory for as long as the client lives: a
/// credential helper may ask a person, so it is asked once a registry.
/// </summary>
internal sealed class RegistryAuthenticator(RegistryTransport transport, DockerConfiguration configuration) : IDisposable
{
    private readonly ConcurrentDictionary<(Uri, string), AuthenticationHeaderValue> _known = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<FoundCredentials>>> _credentials = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly TokenClient _tokens = new(transport);

    /// <summary>Ends the credential helpers that still run.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    /// <summary>What the registry accepted for this repository before, or null.</summary>
    public AuthenticationHeaderValue? Known(RegistryEndpoint endpoint, string repository) =>
        _known.GetValueOrDefault((endpoint.Address, repository));

    /// <summary>What to send after a 401.</summary>
    /// <exception cref="RegistryFailure">
    /// NotAuthorized: there is nothing to answer with, or the token server refuses. Invalid: the challenge is not one to follow.
    /// Unreachable: the token server does not answer.
    /// </exception>
    public async Task<AuthenticationHeaderValue> AnswerAsync(
        RegistryEndpoint endpoint, string repository, HttpResponseHeaders challenges, CancellationToken cancellationToken)
    {
        var found = await FindCredentialsAsync(endpoint, cancellationToken);
        var answer = await AnswerAsync(endpoint, repository, challenges, found, cancellationToken);
        return _known[(endpoint.Address, repository)] = answer;
    }

    /// <summary>Why no credentials were found where that was a failure, as a sentence to add to a message; else empty.</summary>
    public string Explain(RegistryEndpoint endpoint) =>
        _credentials.TryGetValue(endpoint.CredentialServer, out var found)
        && found.Value is { IsCompletedSuccessfully: true, Result.Problem: { } problem } ? $" {problem}" : "";

    private async Task<AuthenticationHeaderValue> AnswerAsync(
        RegistryEndpoint endpoint,
        string repository,
        HttpResponseHeaders challenges,
        FoundCredentials found,
        CancellationToken cancellationToken)
    {
        if (AuthenticationChallenge.Find(challenges, "Bearer") is { } bearer)
        {
            var token = found.Credentials?.RegistryToken
                ?? await _tokens.GetAsync(endpoint, repository, bearer, found.Credentials, cancellationToken);
            return new AuthenticationHeaderValue("Bearer", token);
        }
        if (AuthenticationChallenge.Find(challenges, "Basic") is null)
            throw new RegistryFailure(Invalid, "it answers 401 and asks for neither Bearer nor Basic authentication");
        return found.Credentials?.Basic is { } basic
            ? new AuthenticationHeaderValue("Basic", basic)
            : throw new RegistryFailure(NotAuthorized,
                "it asks for a name and a password, and Docker's configuration has none for it");
    }

    // Several callers may wait for one helper, so one of them giving up must not end it for the others.
    private Task<FoundCredentials> FindCredentialsAsync(RegistryEndpoint endpoint, CancellationToken cancellationToken) =>
        _credentials.GetOrAdd(
            endpoint.CredentialServer,
            server => new Lazy<Task<FoundCredentials>>(() => ReadCredentialsAsync(server))).Value.WaitAsync(cancellationToken);

    private async Task<FoundCredentials> ReadCredentialsAsync(string server)
    {
        try
        {
            return new FoundCredentials(await configuration.FindCredentialsAsync(server, _lifetime.Token), null);
        }
        catch (DiagnosticException e)
        {
            // A public image needs no password, so a broken helper matters only to who is refused.
            return new FoundCredentials(null, e.Diagnostics[0].Message);
        }
    }

    private sealed class FoundCredentials(RegistryCredentials? credentials, string? problem)
    {
        public RegistryCredentials? Credentials { get; } = credentials;

        public string? Problem { get; } = problem;
    }
}
