using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>The engine as one of another machine: by TCP with TLS, for those with a certificate of its own authority only.</summary>
public sealed class EncryptedEngine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _certificate;

    /// <summary>Listens, and writes the certificates of a user.</summary>
    /// <param name="userCertificates">Where to write <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>.</param>
    public EncryptedEngine(string userCertificates)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));

        using var user = Issue("CN=user", "1.3.6.1.5.5.7.3.2");
        Directory.CreateDirectory(userCertificates);
        File.WriteAllText(Path.Combine(userCertificates, "ca.pem"), _authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(userCertificates, "cert.pem"), user.ExportCertificatePem());
        File.WriteAllText(Path.Combine(userCertificates, "key.pem"), user.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

        _certificate = Issue("CN=engine", "1.3.6.1.5.5.7.3.1");
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The address for DOCKER_HOST.</summary>
    public string Host => $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _listener.Dispose();
        _authority.Dispose();
        _certificate.Dispose();
    }

    private X509Certificate2 Issue(string name, string purpose)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var connection = client;
            await using var near = new SslStream(client.GetStream());
            await near.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Issuer == _authority.Subject,
            });
            using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(Engine.Socket));
            await using var far = new NetworkStream(engine);
            await Task.WhenAll(ThenAsync(near.CopyToAsync(far), () => engine.Shutdown(SocketShutdown.Send)),
                ThenAsync(far.CopyToAsync(near), () => near.ShutdownAsync().Wait()));
        }
        catch (Exception e) when (e is IOException or AuthenticationException or SocketException)
        {
            // Either side went away, or the user is none.
        }
    }

    /// <summary>What one side ends, the other may still answer.</summary>
    private static async Task ThenAsync(Task copy, Action end)
    {
        await copy;
        end();
    }
}
