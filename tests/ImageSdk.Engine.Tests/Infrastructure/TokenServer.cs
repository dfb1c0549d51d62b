using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>A token server whose tokens a real registry accepts. It knows one account and one refresh token.</summary>
/// <remarks>Source: distribution.github.io/distribution/spec/auth/jwt.</remarks>
public sealed class TokenServer : IDisposable
{
    public const string User = "alice";
    public const string Password = "secret-of-alice";
    public const string RefreshToken = "refresh-of-alice";
    private const string Service = "test-registry";
    private const string Issuer = "test-issuer";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly HttpServer _server;

    /// <param name="publicRepository">The repository that everybody may read; null when there is none.</param>
    public TokenServer(string? publicRepository = null)
    {
        var request = new CertificateRequest("CN=test-token-server", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        _certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        _server = new HttpServer(exchange => Answer(exchange, publicRepository));
    }

    /// <summary>
    /// The section <c>auth</c> for a registry that trusts this server; the certificate is the file <c>tokens.pem</c>.
    /// </summary>
    public string RegistryConfiguration => $"""
        auth:
          token:
            realm: http://{_server.Host}/token
            service: {Service}
            issuer: {Issuer}
            rootcertbundle: {"{directory}"}/tokens.pem
        """;

    public (string Name, string Content) CertificateFile => ("tokens.pem", _certificate.ExportCertificatePem());

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<HttpExchange> Requests => _server.Requests;

    public void Dispose()
    {
        _server.Dispose();
        _certificate.Dispose();
        _key.Dispose();
    }

    /// <summary>A token with which the bearer may read and write a repository.</summary>
    public string CreateToken(string repository, string actions)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var quoted = string.Join(',', actions.Split(',').Select(action => $"\"{action}\""));
        var header = $$"""{"typ":"JWT","alg":"ES256","x5c":["{{Convert.ToBase64String(_certificate.RawData)}}"]}""";
        var claims = $$"""
            {"iss":"{{Issuer}}","sub":"","aud":"{{Service}}","exp":{{now + 300}},"nbf":{{now - 10}},"iat":{{now}},"jti":"{{Guid.NewGuid()}}",
             "access":[{"type":"repository","name":"{{repository}}","actions":[{{quoted}}]}]}
            """;
        var signed = $"{Base64(Encoding.UTF8.GetBytes(header))}.{Base64(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private HttpAnswer Answer(HttpExchange exchange, string? publicRepository)
    {
        var parameters = Parse(exchange.Method == "POST" ? exchange.Body : exchange.Path[(exchange.Path.IndexOf('?') + 1)..]);
        var scope = parameters.GetValueOrDefault("scope", "").Split(':');
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        var isAlice = exchange.Method == "POST"
            ? parameters.GetValueOrDefault("refresh_token") == RefreshToken && parameters["grant_type"] == "refresh_token"
            : exchange.Authorization == $"Basic {basic}";
        if (parameters.GetValueOrDefault("service") != Service || scope is not ["repository", var repository, "pull"])
            return new HttpAnswer(400);
        if (!isAlice && (exchange.Authorization is not null || repository != publicRepository))
            return new HttpAnswer(401, """{"details":"incorrect username or password"}""");
        var name = exchange.Method == "POST" ? "access_token" : "token";
        return new HttpAnswer(200, $$"""{"{{name}}":"{{CreateToken(repository, "pull")}}","expires_in":300}""");
    }

    private static Dictionary<string, string> Parse(string text) => text.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(
        pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
