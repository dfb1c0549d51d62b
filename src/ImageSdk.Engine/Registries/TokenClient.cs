using System.Net.Http.Headers;
using System.Text.Json;
using ImageSdk.Diagnostics;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>Gets bearer tokens from the token server that a registry names.</summary>
/// <remarks>Source: distribution.github.io/distribution/spec/auth, "token" (GET) and "oauth" (POST with a refresh
/// token).</remarks>
internal sealed class TokenClient(RegistryTransport transport)
{
    /// <summary>A token to read a repository; anonymous without credentials.</summary>
    /// <exception cref="RegistryFailure">NotAuthorized, Invalid or Unreachable, as the token server answers.</exception>
    public async Task<string> GetAsync(
        RegistryEndpoint endpoint,
        string repository,
        AuthenticationChallenge challenge,
        RegistryCredentials? credentials,
        CancellationToken cancellationToken)
    {
        var realm = Realm(endpoint, challenge);
        var service = challenge.Get("service");
        var scope = challenge.Get("scope") ?? $"repository:{repository}:pull";
        var request = credentials?.IdentityToken is { } identity
            ? Refresh(realm, service, scope, identity)
            : Fetch(realm, service, scope, credentials);

        var response = await SendAsync(realm, request, cancellationToken);
        if (response.IsSuccess)
            return ReadToken(realm, response);
        throw (int)response.Status is 400 or 401 or 403
            ? new RegistryFailure(
                NotAuthorized,
                credentials is null
                    ? $"its token server {realm.Authority} gives no token without a login: {response.Describe()}"
                    : $"its token server {realm.Authority} refuses the login that Docker's configuration has: "
                    + $"{response.Describe()}")
            : new RegistryFailure(Invalid, $"its token server {realm.Authority} answers {response.Describe()}");
    }

    private async Task<RegistryResponse> SendAsync(Uri realm, RegistryRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(request, cancellationToken);
        }
        catch (RegistryFailure e)
        {
            throw new RegistryFailure(e.Kind, $"its token server {realm.Authority} fails: {e.Reason}", e);
        }
    }

    // The registry chooses where the password goes, so at least the way there must not be less safe than the way to the registry.
    private static Uri Realm(RegistryEndpoint endpoint, AuthenticationChallenge challenge)
    {
        var text = challenge.Get("realm") ?? throw new RegistryFailure(Invalid, "it names no token server (realm)");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var realm) || realm.Scheme is not ("https" or "http"))
            throw new RegistryFailure(Invalid, $"its token server has no valid address: '{ForeignText.Line(text)}'");
        return realm.Scheme == "https" || endpoint.Address.Scheme == "http"
            ? realm
            : throw new RegistryFailure(Invalid, $"its token server {realm.Authority} is not encrypted, though the registry is");
    }

    private static RegistryRequest Refresh(Uri realm, string? service, string scope, string identity) =>
        new(HttpMethod.Post, realm)
    {
        Form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["service"] = service ?? "",
            ["client_id"] = "imagesdk",
            ["scope"] = scope,
            ["refresh_token"] = identity,
        },
    };

    private static RegistryRequest Fetch(Uri realm, string? service, string scope, RegistryCredentials? credentials)
    {
        var query = new List<string>();
        if (realm.Query.Length > 1)
            query.Add(realm.Query[1..]);
        if (service is not null)
            query.Add($"service={Uri.EscapeDataString(service)}");
        // Several scopes stand in one parameter, with spaces between them.
        foreach (var one in scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            query.Add($"scope={Uri.EscapeDataString(one)}");
        return new RegistryRequest(HttpMethod.Get, new UriBuilder(realm) { Query = string.Join('&', query) }.Uri)
        {
            Authorization = credentials?.Basic is { } basic ? new AuthenticationHeaderValue("Basic", basic) : null,
        };
    }

    private static string ReadToken(Uri realm, RegistryResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            if ((document.RootElement.Text("token") ?? document.RootElement.Text("access_token")) is { } token
                && IsHeaderText(token))
                return token;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Falls through: the exception quotes the answer, which may be a token.
        }
        throw new RegistryFailure(Invalid, $"the answer of its token server {realm.Authority} holds no token");
    }

    private static bool IsHeaderText(string token)
    {
        foreach (var c in token)
        {
            if (c is < '!' or > '~')
                return false;
        }
        return true;
    }
}
