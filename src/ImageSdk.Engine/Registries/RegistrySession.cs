using System.Net;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>Sends requests about repositories as the user: anonymous first, then what the registry asks for.</summary>
internal sealed class RegistrySession(RegistryTransport transport, DockerConfiguration configuration) : IDisposable
{
    private readonly RegistryAuthenticator _authenticator = new(transport, configuration);

    public void Dispose() => _authenticator.Dispose();

    /// <summary>A successful answer.</summary>
    /// <param name="endpoint">The server to ask.</param>
    /// <param name="repository">The repository that the request is about; tokens are for it.</param>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="address">The address at the endpoint.</param>
    /// <param name="accept">The media types that the answer may have.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="RegistryFailure">Every other answer.</exception>
    public async Task<RegistryResponse> SendAsync(
        RegistryEndpoint endpoint,
        string repository,
        HttpMethod method,
        Uri address,
        IReadOnlyList<string> accept,
        CancellationToken cancellationToken)
    {
        var authorization = _authenticator.Known(endpoint, repository);
        var response = await SendAsync();
        // Also when a token was known: it may have expired.
        if (response.Status == HttpStatusCode.Unauthorized)
        {
            authorization = await _authenticator.AnswerAsync(endpoint, repository, response.Headers, cancellationToken);
            response = await SendAsync();
        }
        return response.IsSuccess ? response : throw Failure(response);

        Task<RegistryResponse> SendAsync() => transport.SendAsync(
            new RegistryRequest(method, address) { Authorization = authorization, Accept = accept }, cancellationToken);
    }

    /// <summary>
    /// Why there are no credentials for a server where finding them failed, as a sentence that a message can end with;
    /// else empty.
    /// </summary>
    public string ExplainMissingCredentials(RegistryEndpoint endpoint) => _authenticator.Explain(endpoint);

    private static RegistryFailure Failure(RegistryResponse response) => response.Status switch
    {
        HttpStatusCode.NotFound => new RegistryFailure(NotFound, "it does not have it"),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new RegistryFailure(NotAuthorized, $"it answers {response.Describe()}"),
        _ => new RegistryFailure(Invalid, $"it answers {response.Describe()}"),
    };
}
